package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.jooq.JooqStorage;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The storage and the pipeline that a command's options name.
 *
 * @param storage where data is kept
 * @param pipeline works on it
 * @param input where data comes from
 * @param asOf the moment of the pipeline's clock, when it was opened
 * @param progress shows how runs go on
 */
record Session(JooqStorage storage, Pipeline pipeline, Input input, Instant asOf, ConsoleProgress progress)
        implements AutoCloseable {
    /**
     * Opens them. If the moment of the run is named, or that of a file, the clock stands still at it. A SQLite file
     * that is missing is made.
     */
    static Session open(Call call) {
        Input input = Input.of(call.options(), call.clock());
        Instant asOf = call.options().asOf().orElseGet(input::defaultAsOf);
        call.err().println("Run as of " + asOf + " on " + Databases.name(call.options()));
        boolean isNow = call.options().asOf().isEmpty() && call.options().csv().isEmpty();
        return open(call, input, isNow ? call.clock() : InstantSource.fixed(asOf), asOf, false);
    }

    /**
     * As {@link #open}, for a command that has no use for an empty database.
     *
     * @throws UsageException if a SQLite file is missing
     */
    static Session openExisting(Call call) {
        Databases.requireExisting(call.options());
        return open(call);
    }

    /** As {@link #openExisting}, with the clock of the call: for what concerns no moment of the data. */
    static Session openNow(Call call) {
        Databases.requireExisting(call.options());
        return openNow(call, false);
    }

    /** With the clock of the call, and with jobs. A SQLite file that is missing is made. */
    static Session openWithJobs(Call call) {
        return openNow(call, true);
    }

    private static Session openNow(Call call, boolean scheduled) {
        Instant now = call.clock().instant();
        return open(call, Input.of(call.options(), call.clock()), call.clock(), now, scheduled);
    }

    private static Session open(Call call, Input input, InstantSource clock, Instant asOf, boolean scheduled) {
        ConsoleProgress progress = new ConsoleProgress(call.err(), call.terminal(), System::nanoTime);
        JooqStorage storage = open(call, input);
        try {
            PipelineBuilder builder = call.options()
                    .settings()
                    .addTo(Pipeline.builder(), storage, input.historyDays(), scheduled)
                    .clock(clock)
                    .alertTo(alert -> {
                        progress.end();
                        call.err()
                                .println(alert.severity() + " " + alert.code() + " " + alert.subject() + ": "
                                        + alert.message());
                    })
                    .progress(progress);
            return new Session(storage, input.addTo(builder, storage, clock).build(), input, asOf, progress);
        } catch (RuntimeException e) {
            try (storage) {
                input.close();
            }
            throw e;
        }
    }

    private static JooqStorage open(Call call, Input input) {
        try {
            return Databases.open(call.options());
        } catch (RuntimeException e) {
            input.close();
            throw e;
        }
    }

    @Override
    public void close() {
        try (storage;
                input) {
            pipeline.close();
            progress.end();
        }
    }
}
