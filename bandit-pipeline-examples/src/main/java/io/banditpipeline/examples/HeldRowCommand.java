package io.banditpipeline.examples;

import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import java.util.ArrayList;
import java.util.List;

/** Shows one row in quarantine. */
final class HeldRowCommand implements Command {
    private static final int LONGEST = 2_000;

    @Override
    public String name() {
        return "quarantine show";
    }

    @Override
    public String summary() {
        return "show a row in quarantine as it came, why it is held, and what was done with it";
    }

    @Override
    public List<String> operands() {
        return List.of("ID");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openNow(call)) {
            HeldRow held = HeldRows.find(
                    session.pipeline().quarantine(), call.options().operand());
            List<HeldEvent> events = session.pipeline().quarantine().events(held.id());
            call.print(
                    json -> {
                        HeldJson.row(json, held);
                        Json.array(json, "events", events, HeldJson::event);
                    },
                    () -> text(held, events));
            return BanditPipelineCommand.GOOD;
        }
    }

    private static String text(HeldRow held, List<HeldEvent> events) {
        StringBuilder out = new StringBuilder("row " + held.id() + ": " + held.state() + "\n");
        out.append("  of      ").append(Cells.shown(held.subject(), LONGEST)).append(", by ");
        out.append(Cells.shown(held.source(), LONGEST)).append('\n');
        out.append("  where   ")
                .append(Cells.shown(held.row().where(), LONGEST))
                .append('\n');
        out.append("  raw     ").append(Cells.shown(held.row().raw(), LONGEST)).append('\n');
        held.row().reasons().forEach(why -> out.append("  because ")
                .append(Cells.shown(why.rule() + " " + why.field() + " '" + why.value() + "': " + why.text(), LONGEST))
                .append('\n'));
        if (held.row().observation() == null) {
            out.append("  It could not be read, so it cannot be released: mend the source, or reject it.\n");
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("at", "from", "to", "by", "why")));
        events.forEach(event -> rows.add(List.of(
                Cells.instant(event.at()),
                Cells.known(event.from()),
                event.to().name(),
                Cells.shown(event.actor(), LONGEST),
                Cells.shown(event.note(), LONGEST))));
        return out.append(TextTable.of(rows, rows.get(0).size())).toString();
    }
}
