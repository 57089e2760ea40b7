package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.Storage;
import java.io.PrintStream;
import java.time.Instant;
import java.time.InstantSource;

/** The main job: collect, learn, plan. */
final class DailyCommand {
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    DailyCommand(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    int run(Options options) {
        Input input = Input.of(options, clock);
        Instant asOf = options.asOf().orElseGet(input::defaultAsOf);
        err.println("Run as of " + asOf + " on " + Databases.name(options.database()));
        try (Storage storage = Databases.open(options.database());
                Pipeline pipeline = input.addTo(Pipeline.builder(), InstantSource.fixed(asOf))
                        .storeIn(storage)
                        .clock(InstantSource.fixed(asOf))
                        .alertTo(alert -> err.println(
                                alert.severity() + " " + alert.code() + " " + alert.subject() + ": " + alert.message()))
                        .progress(new ConsoleProgress(err))
                        .build()) {
            RunReport report = pipeline.runDaily();
            out.println(options.json() ? ReportJson.of(report) : report.toString());
            return report.state() == RunState.SUCCEEDED ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }
}
