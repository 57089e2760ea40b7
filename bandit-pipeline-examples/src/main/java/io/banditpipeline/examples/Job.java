package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReportHtml;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.Storage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Builds the pipeline that the options name, does one thing with it, and prints the report. */
final class Job {
    private final PrintStream out;
    private final PrintStream err;
    private final InstantSource clock;

    Job(PrintStream out, PrintStream err, InstantSource clock) {
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    /** What is done with the pipeline. */
    @FunctionalInterface
    interface Task {
        /** Does it, at a moment, for a campaign. */
        RunReport run(Pipeline pipeline, String campaignId, Instant asOf);
    }

    /** The main job: collect, learn, plan. */
    static RunReport daily(Pipeline pipeline, String campaignId, Instant asOf) {
        return pipeline.runDaily();
    }

    /** Plans from what was known at the moment, and changes nothing. */
    static RunReport plan(Pipeline pipeline, String campaignId, Instant asOf) {
        List<Allocation> plans = pipeline.plan(campaignId, asOf).stream().toList();
        boolean decided = plans.stream().anyMatch(plan -> plan.state() == Allocation.State.DECIDED);
        RunState state = decided ? RunState.SUCCEEDED : RunState.DEGRADED;
        return new RunReport("none", "plan", asOf, state, List.of(), List.of(), plans, Duration.ZERO);
    }

    int run(Options options, Task task) {
        return with(options, (pipeline, campaignId, asOf) -> {
            RunReport report = task.run(pipeline, campaignId, asOf);
            out.println(options.json() ? ReportJson.of(report) : report.toString());
            return report.state() == RunState.SUCCEEDED;
        });
    }

    /** Reports how far the stored data can be trusted; collects and changes nothing. */
    int quality(Options options) {
        if (Databases.isMissingFile(options.database())) {
            throw new UsageException("Option --db: there is no file " + options.database() + ": run 'daily' first");
        }
        return with(options, (pipeline, campaignId, asOf) -> {
            QualityReport report = pipeline.quality();
            options.html().ifPresent(file -> write(file, QualityReportHtml.of(report)));
            out.println(options.json() ? QualityJson.of(report) : report.toString());
            return report.fit();
        });
    }

    private void write(Path file, String page) {
        try {
            Files.writeString(file, page);
        } catch (IOException e) {
            throw new UsageException("Option --html: cannot write " + file.toAbsolutePath() + ": " + e);
        }
        err.println("The page is " + file.toAbsolutePath());
    }

    /** What a command does with the pipeline, and whether the result is good. */
    @FunctionalInterface
    private interface Command {
        boolean run(Pipeline pipeline, String campaignId, Instant asOf);
    }

    private int with(Options options, Command command) {
        Input input = Input.of(options, clock);
        Instant asOf = options.asOf().orElseGet(input::defaultAsOf);
        err.println("Run as of " + asOf + " on " + Databases.name(options.database()));
        InstantSource fixed = InstantSource.fixed(asOf);
        try (Storage storage = Databases.open(options.database());
                Pipeline pipeline = input.addTo(Pipeline.builder(), fixed)
                        .storeIn(storage)
                        .clock(fixed)
                        .alertTo(alert -> err.println(
                                alert.severity() + " " + alert.code() + " " + alert.subject() + ": " + alert.message()))
                        .progress(new ConsoleProgress(err))
                        .build()) {
            boolean good = command.run(pipeline, input.campaignId(), asOf);
            return good ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }
}
