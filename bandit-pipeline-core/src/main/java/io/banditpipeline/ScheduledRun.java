package io.banditpipeline;

import io.banditpipeline.core.internal.workflow.RunResult;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a workflow when its job is due. The run's id is a function of job and slot, so that a slot is run once, whoever
 * is woken up for it and how often. A slot that did not end well, but may when it is done again, is gone on with later.
 */
final class ScheduledRun implements Scheduler.Job {
    /** How often a slot is begun that does not end well. */
    static final int MAX_ATTEMPTS = 5;

    private static final Duration FIRST_DELAY = Duration.ofMinutes(5);
    private static final Duration MAX_DELAY = Duration.ofHours(1);
    private static final Duration WHILE_PAUSED = Duration.ofMinutes(1);
    private static final Duration AFTER_LEASE = Duration.ofMillis(100);
    private static final int SUPERSEDED = 20;
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledRun.class);

    private final String workflow;
    private final RunStore runs;
    private final InstantSource clock;
    private final Duration takeOverAfter;
    private final Runner runner;

    /** Runs a workflow for a slot. */
    @FunctionalInterface
    interface Runner {
        /** Runs it, or goes on with its run. */
        RunResult run(String workflow, String runId, Scheduler.Execution execution);
    }

    /**
     * @param workflow the id of the workflow
     * @param runs the history
     * @param clock the time
     * @param takeOverAfter how long a run that another instance holds is left to it
     * @param runner runs it
     */
    ScheduledRun(String workflow, RunStore runs, InstantSource clock, Duration takeOverAfter, Runner runner) {
        this.workflow = workflow;
        this.runs = runs;
        this.clock = clock;
        this.takeOverAfter = takeOverAfter;
        this.runner = runner;
    }

    @Override
    public Outcome run(Scheduler.Execution execution) {
        if (execution.skipped() > 0) {
            LOG.warn(
                    "job={} slot={} skipped={} slots passed before it and are not run",
                    execution.job(),
                    execution.slot(),
                    execution.skipped());
        }
        endSuperseded(execution.slot());
        String runId = execution.job() + "@" + execution.slot();
        if (isCancelled(runId)) {
            return new Outcome.Done();
        }
        RunResult result = runner.run(workflow, runId, execution);
        if (result instanceof RunResult.Ran ran) {
            return outcome(ran);
        }
        if (result instanceof RunResult.Ended) {
            return new Outcome.Done();
        }
        return new Outcome.Again(
                result instanceof RunResult.Held held && held.run().state() == RunState.RUNNING
                        ? untilLeaseIsOver(held.run())
                        : takeOverAfter); // another instance has taken it over, or it is paused
    }

    /** A person stopped it for good, while it was paused or between two attempts. */
    private boolean isCancelled(String runId) {
        return runs.find(runId).filter(run -> run.state() == RunState.CANCELLED).isPresent();
    }

    /** Until the run can be taken over, if its instance has died: not longer, whatever clocks show. */
    private Duration untilLeaseIsOver(StoredRun run) {
        Duration left = Duration.between(clock.instant(), run.leasedUntil()).plus(AFTER_LEASE);
        if (left.compareTo(AFTER_LEASE) < 0) {
            return AFTER_LEASE;
        }
        return left.compareTo(takeOverAfter) > 0 ? takeOverAfter : left;
    }

    private static Outcome outcome(RunResult.Ran ran) {
        if (!ran.state().ended()) { // broken off, because the pipeline closes, or laid aside by a person
            return new Outcome.Again(ran.state() == RunState.RUNNING ? Duration.ZERO : WHILE_PAUSED);
        }
        boolean mayPass = ran.state() != RunState.SUCCEEDED
                && ran.state() != RunState.CANCELLED
                && ran.steps().stream()
                        .flatMap(step -> step.withAllParts().stream())
                        .anyMatch(StepReport::mayPass);
        int attempts = ran.run().attempts(); // of the run: that a slot waited for another instance is no attempt
        if (!mayPass || attempts >= MAX_ATTEMPTS) {
            return new Outcome.Done();
        }
        Duration delay = delay(attempts);
        return new Outcome.Again(ran.retryAfter().compareTo(delay) > 0 ? ran.retryAfter() : delay);
    }

    /** 5, 10, 20 and 40 minutes after the first, second, third and fourth attempt. */
    static Duration delay(int attempt) {
        Duration delay = FIRST_DELAY.multipliedBy(1L << Math.min(attempt - 1, 10));
        return delay.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : delay;
    }

    /** Runs of earlier slots that were broken off: this run does what they left undone. */
    private void endSuperseded(Instant slot) {
        Instant now = clock.instant();
        runs.latest(new RunQuery(Set.of(workflow), Set.of(RunState.RUNNING), SUPERSEDED)).stream()
                .filter(run -> isBefore(run, slot) && !run.leasedUntil().isAfter(now))
                .forEach(run -> runs.signal(run.run().runId(), Signal.CANCEL, now));
    }

    private static boolean isBefore(StoredRun run, Instant slot) {
        Instant other = run.run().slot();
        return other != null && other.isBefore(slot);
    }
}
