package io.banditpipeline.examples;

import io.banditpipeline.Runs;
import io.banditpipeline.run.RunReport;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Goes on with a run that was laid aside or did not end well, here and now. */
final class GoOnCommand implements Command {
    private final String name;
    private final String summary;
    private final BiFunction<Runs, String, Optional<RunReport>> goOn;

    private GoOnCommand(String name, String summary, BiFunction<Runs, String, Optional<RunReport>> goOn) {
        this.name = name;
        this.summary = summary;
        this.goOn = goOn;
    }

    static Command resume() {
        return new GoOnCommand("runs resume", "go on with a run that is paused, where it stopped", Runs::resume);
    }

    static Command rerun() {
        return new GoOnCommand(
                "runs rerun",
                "do again what did not succeed in a run, and what follows it",
                (runs, id) -> Optional.of(runs.rerun(id)));
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
        return "Name the same --db, --csv and --mapping as for the run.";
    }

    @Override
    public List<String> operands() {
        return List.of("ID");
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.AS_OF, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openExisting(call)) {
            String id = call.options().operand();
            Optional<RunReport> report = goOn.apply(session.pipeline().runs(), id);
            if (report.isPresent()) {
                return Reports.print(call, report.get());
            }
            call.print(
                    json -> RunJson.of(json, session.pipeline().runs().find(id).orElseThrow()),
                    () -> "Run " + id + " goes on where it is being worked on.\n");
            return BanditPipelineCommand.GOOD;
        }
    }
}
