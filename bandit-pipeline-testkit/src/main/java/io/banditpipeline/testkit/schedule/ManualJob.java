package io.banditpipeline.testkit.schedule;

import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.workflow.CancellationSource;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A job and how it stands. This class is thread-safe. */
final class ManualJob {
    private static final String INSTANCE = "manual";

    private final JobSpec spec;
    private final Job job;
    private final Deque<Instant> pending = new ArrayDeque<>();
    private Instant awaited = Instant.MAX;
    private Instant begins = Instant.MAX;
    private int attempt = 1;
    private long skipped;
    private long skippedEver;
    private boolean paused;
    private @Nullable CancellationSource running;

    ManualJob(JobSpec spec, Job job) {
        this.spec = spec;
        this.job = job;
    }

    JobSpec spec() {
        return spec;
    }

    Job job() {
        return job;
    }

    synchronized Instant begins() {
        return begins;
    }

    synchronized boolean isReady() {
        return !paused && running == null;
    }

    synchronized void pause(boolean value) {
        paused = value;
    }

    synchronized void cancel() {
        if (running != null) {
            running.cancel("the scheduler was closed");
        }
    }

    synchronized JobStatus status() {
        Instant next = pending.isEmpty() ? awaited : pending.getFirst();
        return new JobStatus(
                spec,
                next,
                begins,
                running != null,
                running == null ? null : INSTANCE,
                paused,
                attempt - 1,
                skippedEver);
    }

    /** Waits for the first slot after an instant. */
    synchronized void awaitAfter(Instant now) {
        await(spec.trigger().next(now));
    }

    private void await(Instant slot) {
        awaited = slot;
        begins = spec.begin(slot);
    }

    /** The slot that is to be run now, or null if what passed is skipped. */
    synchronized @Nullable Execution take(Instant now) {
        if (pending.isEmpty()) {
            JobSpec.Due due = spec.due(awaited, now);
            pending.addAll(due.slots());
            skipped += due.skipped();
            skippedEver += due.skipped();
            await(due.next());
        }
        if (pending.isEmpty()) {
            return null;
        }
        begins = now;
        running = new CancellationSource(failure -> {
            throw failure; // a test is to see it
        });
        return new Execution(spec.name(), pending.getFirst(), attempt, skipped, running);
    }

    synchronized void ended(Outcome outcome, Instant now) {
        if (!(outcome instanceof Outcome.Again again)) {
            done(now);
        } else if (running != null && running.isCancelled()) {
            brokenOff();
        } else {
            begunAgain(now.plus(again.after()));
        }
    }

    synchronized void failed(Instant now) {
        begunAgain(now.plus(Outcome.Again.afterFailures(attempt).after()));
    }

    /** Broken off by a crash or by closing: the slot is begun again, as if this attempt had not been. */
    synchronized void brokenOff() {
        running = null;
    }

    private void begunAgain(Instant at) {
        running = null;
        attempt++;
        begins = at;
    }

    private void done(Instant now) {
        running = null;
        attempt = 1;
        skipped = 0;
        pending.removeFirst();
        if (!pending.isEmpty()) {
            begins = spec.begin(pending.getFirst());
        } else if (spec.trigger() instanceof Trigger.After) {
            awaitAfter(now);
        } else {
            begins = spec.begin(awaited);
        }
    }
}
