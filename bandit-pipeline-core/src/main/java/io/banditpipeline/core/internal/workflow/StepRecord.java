package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.core.internal.workflow.RunControl.Order;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Failures;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one step, or a part of one, stands: kept in the history when a try begins and when the step ends.
 *
 * @param <T> what it gives
 */
final class StepRecord<T> {
    private static final Logger LOG = LoggerFactory.getLogger(StepRecord.class);

    private final RunServices services;
    private final Step<T> step;
    private final @Nullable String parent;
    private final Parts parts;
    private final List<String> messages = new ArrayList<>();
    private @Nullable Long begunNanos;
    private @Nullable Instant startedAt;
    private int attempts;

    StepRecord(RunServices services, Step<T> step, @Nullable String parent, Earlier earlier, Parts parts) {
        this.services = services;
        this.step = step;
        this.parent = parent;
        this.parts = parts;
        startedAt = earlier.startedAt();
        attempts = earlier.attempts();
    }

    /** Begins to count the time that the step takes. */
    void begin() {
        begunNanos = System.nanoTime();
    }

    /** Counts and keeps a try that is begun now. */
    int nextAttempt() {
        attempts++;
        if (startedAt == null) {
            startedAt = now();
        }
        save(report(StepState.RUNNING, StepCounts.ZERO, false), false, null);
        return attempts;
    }

    /** How often the step was tried, over the whole run. */
    int attempts() {
        return attempts;
    }

    /** Adds what a person should know. */
    void note(String message) {
        messages.add(message);
    }

    /** It ended with a result. */
    StepOutcome<T> returned(StepResult<T> result, @Nullable String text) {
        messages.addAll(result.messages());
        StepReport report = report(result.state(), result.counts(), result.mayPass());
        end(report, result.output() != null, text);
        return new StepOutcome<>(report, result.output(), null);
    }

    /** It was told to stop. */
    StepOutcome<T> cancelled(String why) {
        messages.add(why);
        StepReport report = report(StepState.CANCELLED, StepCounts.ZERO, true);
        end(report, false, null);
        return new StepOutcome<>(report, null, null);
    }

    /** It failed for good, as far as this attempt of the run goes. */
    StepOutcome<T> failed(Throwable failure) {
        messages.add(Failures.text(failure));
        StepReport report = report(StepState.FAILED, StepCounts.ZERO, Failures.mayPass(failure));
        log(failure);
        end(report, false, null);
        if (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError)) {
            services.control().stop(Order.FATAL, Failures.text(failure), failure);
        }
        return new StepOutcome<>(report, null, failure);
    }

    /** The engine itself broke, not the step's work: the run ends. */
    StepOutcome<T> broke(Throwable failure) {
        LOG.error(
                "run={} step={} broke in the engine; the run ends",
                services.run().runId(),
                step.name(),
                failure);
        services.control().stop(Order.FATAL, Failures.text(failure), failure);
        messages.add(Failures.text(failure));
        return new StepOutcome<>(report(StepState.FAILED, StepCounts.ZERO, false), null, failure);
    }

    /** A failure that a person can read without its stack trace is logged without. */
    private void log(Throwable failure) {
        String run = services.run().runId();
        if (failure instanceof PipelineException || Failures.mayPass(failure)) {
            LOG.warn("run={} step={} failed after {} tries: {}", run, step.name(), attempts, Failures.text(failure));
        } else {
            LOG.error("run={} step={} broke", run, step.name(), failure);
        }
    }

    private void end(StepReport report, boolean gave, @Nullable String text) {
        if (save(report, gave, text)) {
            services.listeners().stepEnded(report);
        }
    }

    private boolean save(StepReport report, boolean gave, @Nullable String text) {
        return services.journal()
                .save(List.of(new StoredStep(report.withParts(List.of()), parent, startedAt, gave, text)));
    }

    private StepReport report(StepState state, StepCounts counts, boolean mayPass) {
        return new StepReport(step.name(), state, counts, duration(), messages, attempts, mayPass, parts.reports());
    }

    /** In real time, as time-outs are: the pipeline's clock may stand still, or be set. As finely as it is kept. */
    private Duration duration() {
        return begunNanos == null
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - begunNanos).truncatedTo(ChronoUnit.MILLIS);
    }

    /** As finely as it is kept. */
    private Instant now() {
        return services.settings().clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
