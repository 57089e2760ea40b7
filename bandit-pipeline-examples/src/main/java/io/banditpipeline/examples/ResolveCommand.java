package io.banditpipeline.examples;

import io.banditpipeline.Quarantine;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.HeldRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decides on rows in quarantine, one by one: those that cannot be decided on stop no other. */
final class ResolveCommand implements Command {
    private final String name;
    private final String summary;
    private final Decision decision;

    /** Decides on a row. */
    @FunctionalInterface
    private interface Decision {
        HeldRow apply(Quarantine quarantine, String id, String by, String note);
    }

    private ResolveCommand(String name, String summary, Decision decision) {
        this.name = name;
        this.summary = summary;
        this.decision = decision;
    }

    static Command release() {
        return new ResolveCommand("quarantine release", "let held rows count as they came", Quarantine::release);
    }

    static Command reject() {
        return new ResolveCommand("quarantine reject", "let held rows never count", Quarantine::reject);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String summary() {
        return summary;
    }

    @Override
    public String details() {
        return "Name the same --db, --csv and --mapping as for daily. A decision counts from the moment of the run on.";
    }

    @Override
    public List<String> operands() {
        return List.of("ID...");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.AS_OF, Option.BY, Option.NOTE, Option.JSON);
    }

    @Override
    public int run(Call call) {
        String by = call.options().required(Option.BY);
        String note = call.options().required(Option.NOTE);
        try (Session session = Session.openExisting(call)) {
            Quarantine quarantine = session.pipeline().quarantine();
            Map<String, HeldRow> decided = new LinkedHashMap<>();
            Map<String, String> failed = new LinkedHashMap<>();
            for (String id : call.options().operands()) {
                try {
                    HeldRow row = HeldRows.find(quarantine, id);
                    decided.put(row.id(), decision.apply(quarantine, row.id(), by, note));
                } catch (PipelineException e) {
                    failed.put(id, e.getMessage());
                }
            }
            call.print(
                    json -> {
                        Json.array(json, "decided", decided.values(), HeldJson::row);
                        Json.array(json, "failed", failed.entrySet(), (one, failure) -> {
                            one.put("id", failure.getKey());
                            one.put("error", failure.getValue());
                        });
                    },
                    () -> text(decided));
            failed.values().forEach(call.err()::println);
            return failed.isEmpty() ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }

    private static String text(Map<String, HeldRow> decided) {
        StringBuilder out = new StringBuilder();
        decided.forEach((id, row) -> out.append(row.state().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(id)
                .append(", ")
                .append(row.row().where())
                .append('\n'));
        return out.toString();
    }
}
