package io.banditpipeline.examples;

import io.banditpipeline.Runs;
import io.banditpipeline.store.StoredRun;
import java.util.List;
import java.util.function.BiFunction;

/** Stops a run, for good or for a while. */
final class StopRunCommand implements Command {
    private final String name;
    private final String summary;
    private final BiFunction<Runs, String, StoredRun> stop;

    private StopRunCommand(String name, String summary, BiFunction<Runs, String, StoredRun> stop) {
        this.name = name;
        this.summary = summary;
        this.stop = stop;
    }

    static Command cancel() {
        return new StopRunCommand(
                "runs cancel",
                "stop a run for good: steps under way are broken off, what was stored stays",
                Runs::cancel);
    }

    static Command pause() {
        return new StopRunCommand(
                "runs pause", "lay a run aside: steps under way are finished, no other is begun", Runs::pause);
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
        return "The instance that is at work on the run hears it within seconds.";
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
            StoredRun run = stop.apply(session.pipeline().runs(), call.options().operand());
            call.print(
                    json -> RunJson.of(json, run),
                    () -> "Run " + run.run().runId() + " is " + RunText.state(run) + ".\n");
            return BanditPipelineCommand.GOOD;
        }
    }
}
