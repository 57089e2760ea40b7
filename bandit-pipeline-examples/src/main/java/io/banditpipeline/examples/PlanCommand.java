package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.Storage;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Plans from what was known at a moment, and changes nothing. */
final class PlanCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    PlanCommand(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    int run(Options options) {
        Input input = Input.of(options, clock);
        Instant asOf = options.asOf().orElseGet(input::defaultAsOf);
        err.println("Plan as of " + asOf + " on " + Databases.name(options.database()));
        try (Storage storage = Databases.open(options.database());
                Pipeline pipeline = input.addTo(Pipeline.builder(), InstantSource.fixed(asOf))
                        .storeIn(storage)
                        .clock(InstantSource.fixed(asOf))
                        .build()) {
            List<Allocation> plans =
                    pipeline.plan(input.campaignId(), asOf).stream().toList();
            boolean decided = plans.stream().allMatch(plan -> plan.state() == Allocation.State.DECIDED);
            RunState state = decided && !plans.isEmpty() ? RunState.SUCCEEDED : RunState.DEGRADED;
            RunReport report = new RunReport("none", "plan", asOf, state, List.of(), List.of(), plans, Duration.ZERO);
            out.println(options.json() ? ReportJson.of(report) : report.toString());
            return state == RunState.SUCCEEDED ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }
}
