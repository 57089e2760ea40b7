package io.banditpipeline.examples;

import io.banditpipeline.internal.text.TextTable;
import io.banditpipeline.quality.RejectedRow.Reason;
import io.banditpipeline.store.HeldRow;
import java.util.ArrayList;
import java.util.List;

/** Lists the rows that rules hold back. */
final class HeldRowsCommand implements Command {
    private static final int LONGEST = 100;

    @Override
    public String name() {
        return "quarantine list";
    }

    @Override
    public String summary() {
        return "list the rows that rules hold back, those held first first";
    }

    @Override
    public String details() {
        return "The beginning of an id is enough for the other commands.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.KEPT, Option.LIMIT, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openNow(call)) {
            int limit = call.options().limit();
            List<HeldRow> shown = new ArrayList<>();
            long[] total = {0};
            session.pipeline().quarantine().held(row -> {
                total[0]++;
                if (shown.size() < limit) {
                    shown.add(row);
                }
            });
            call.print(
                    json -> {
                        json.put("total", total[0]);
                        Json.array(json, "rows", shown, HeldJson::row);
                    },
                    () -> text(shown, total[0]));
            return BanditPipelineCommand.GOOD;
        }
    }

    private static String text(List<HeldRow> shown, long total) {
        if (total == 0) {
            return "No row is held.\n";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("row", "held since", "source", "of", "where", "field", "value", "rule and reason"));
        for (HeldRow held : shown) {
            Reason why = held.row().reasons().get(0);
            rows.add(List.of(
                    held.id().substring(0, HeldRows.SHOWN_OF_ID),
                    Cells.instant(held.heldAt()),
                    Cells.shown(held.source(), LONGEST),
                    Cells.shown(held.subject(), LONGEST),
                    Cells.shown(held.row().where(), LONGEST),
                    Cells.shown(why.field(), LONGEST),
                    Cells.shown(why.value(), LONGEST),
                    why.rule() + ": " + Cells.shown(why.text(), LONGEST)));
        }
        String more = total > shown.size() ? "  and " + (total - shown.size()) + " more: see --limit\n" : "";
        return TextTable.of(rows, 7) + more;
    }
}
