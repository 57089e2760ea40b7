package io.banditpipeline.testkit.schedule;

import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A scheduler that a test drives: jobs run while {@link #advance} moves a manual clock on, in the thread that calls it,
 * one at a time, in the order in which they begin and then of their names. The clock shows the begin of each.
 *
 * <p>A job may wait by the clock. Slots of other jobs that pass meanwhile begin late, when it has ended; its own are
 * missed, and its policy says what becomes of them. An exception of a job is kept in {@link #failures} and its slot is
 * begun again as {@link Scheduler.Job} says; an {@link Error}, such as a failed assertion, comes out of
 * {@link #advance}, and the slot is begun again by the next one.
 *
 * <p>It has no memory beyond its own life and no threads. This class is thread-safe.
 */
public final class ManualScheduler implements Scheduler {
    private static final long CLOSE_WITHIN_SECONDS = 10;
    private static final int MOST_RUNS_AT_ONE_INSTANT = 1_000_000;

    private final ManualClock clock;
    private final ReentrantLock driving = new ReentrantLock();
    private final Map<String, ManualJob> jobs = new TreeMap<>();
    private final List<Execution> executions = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private boolean started;
    private boolean closed;

    /**
     * An exception that a job threw.
     *
     * @param execution what was run
     * @param exception what it threw
     */
    public record Failure(Execution execution, Exception exception) {
        /** Checks that nothing is null. */
        public Failure {
            Objects.requireNonNull(execution, "execution");
            Objects.requireNonNull(exception, "exception");
        }
    }

    /** A scheduler without jobs. */
    public ManualScheduler(ManualClock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public synchronized void register(JobSpec spec, Job job) {
        requireNew();
        Objects.requireNonNull(job, "job");
        if (jobs.putIfAbsent(spec.name(), new ManualJob(spec, job)) != null) {
            throw new IllegalArgumentException(
                    "there is a job '" + spec.name() + "' already: give each job a name of its own");
        }
    }

    @Override
    public synchronized void start() {
        requireNew();
        Instant now = clock.instant();
        jobs.values().forEach(job -> job.awaitAfter(now));
        started = true;
    }

    private void requireNew() {
        if (started || closed) {
            throw new IllegalStateException("the scheduler was " + (closed ? "closed" : "started")
                    + " already: register all jobs, then start it once");
        }
    }

    /** How the registered jobs stand; before the start the instants of each are {@link Instant#MAX}. */
    @Override
    public synchronized List<JobStatus> jobs() {
        return jobs.values().stream().map(ManualJob::status).toList();
    }

    @Override
    public void pause(String job) {
        find(job).pause(true);
    }

    /** Ends a pause. Slots that passed meanwhile are dealt with by the next {@link #advance}, also by one of zero. */
    @Override
    public void resume(String job) {
        find(job).pause(false);
    }

    private synchronized ManualJob find(String name) {
        return Optional.ofNullable(jobs.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException("there is no job '" + name + "', but there are " + jobs.keySet()));
    }

    /** Everything that was begun, in that order. */
    public synchronized List<Execution> executions() {
        return List.copyOf(executions);
    }

    /** The exceptions that jobs threw, oldest first. */
    public synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    /**
     * Moves on and runs what becomes due.
     *
     * @param by how far; not negative. Zero runs what is overdue.
     * @return how many executions there were
     * @throws IllegalArgumentException if {@code by} is negative
     * @throws IllegalStateException as {@link #advanceTo}
     */
    public int advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("by must not be negative, but is " + by);
        }
        return advanceTo(clock.instant().plus(by));
    }

    /**
     * Moves on to an instant and runs every slot that begins until then, that instant included. If jobs wait, the clock
     * may show a later instant in the end; what would then begin later than {@code instant} is left to the next call.
     *
     * @return how many executions there were
     * @throws IllegalArgumentException if the clock shows a later instant already
     * @throws IllegalStateException if the scheduler was not started, or is closed; if a job calls this; or if slots
     *     are begun again and again without any time passing
     */
    public int advanceTo(Instant instant) {
        if (driving.isHeldByCurrentThread()) {
            throw new IllegalStateException("a job may not drive the scheduler that runs it: let it wait by the clock");
        }
        driving.lock();
        try {
            requireRunning();
            if (instant.isBefore(clock.instant())) {
                throw new IllegalArgumentException(
                        "instant must not be before " + clock.instant() + ", which the clock shows, but is " + instant);
            }
            return drive(instant);
        } finally {
            driving.unlock();
        }
    }

    /**
     * Sets the clock without running anything, as if the host had been down until then. What was missed is dealt with
     * by the next {@link #advance}, also by one of zero.
     */
    public void jump(Instant instant) {
        clock.set(instant);
    }

    private int drive(Instant target) {
        int runs = 0;
        int runsHere = 0;
        Instant here = clock.instant();
        for (Optional<ManualJob> next = next(target); next.isPresent(); next = next(target)) {
            ManualJob job = next.get();
            reach(job.begins());
            runsHere = here.equals(clock.instant()) ? runsHere + 1 : 0;
            here = clock.instant();
            if (runsHere == MOST_RUNS_AT_ONE_INSTANT) {
                throw new IllegalStateException(runsHere + " slots were begun at " + here + ", the last one of job '"
                        + job.spec().name() + "', and no time passed: let it give Again a delay");
            }
            runs += run(job) ? 1 : 0;
        }
        reach(target);
        return runs;
    }

    private void reach(Instant instant) {
        if (clock.instant().isBefore(instant)) {
            clock.set(instant);
        }
    }

    private synchronized Optional<ManualJob> next(Instant target) {
        if (closed) {
            return Optional.empty();
        }
        return jobs.values().stream()
                .filter(job -> job.isReady() && !job.begins().isAfter(target))
                .min(Comparator.comparing(ManualJob::begins)); // the first of equals, and they are in order of name
    }

    private boolean run(ManualJob job) {
        Optional<Execution> taken = take(job);
        taken.ifPresent(execution -> run(job, execution));
        return taken.isPresent();
    }

    private synchronized Optional<Execution> take(ManualJob job) {
        Optional<Execution> taken = closed ? Optional.empty() : Optional.ofNullable(job.take(clock.instant()));
        taken.ifPresent(executions::add);
        return taken;
    }

    private void run(ManualJob job, Execution execution) {
        boolean ended = false;
        try {
            Outcome outcome = job.job().run(execution);
            job.ended(Objects.requireNonNull(outcome, "outcome of the job"), clock.instant());
            ended = true;
        } catch (Exception e) {
            ended = failed(job, new Failure(execution, e));
        } finally {
            if (!ended) {
                job.brokenOff();
            }
        }
    }

    private synchronized boolean failed(ManualJob job, Failure failure) {
        if (failure.exception() instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        failures.add(failure);
        if (!failure.execution().cancellation().isCancelled()) {
            job.failed(clock.instant());
            return true;
        }
        return false;
    }

    private synchronized void requireRunning() {
        if (!started || closed) {
            throw new IllegalStateException("the scheduler " + (closed ? "is closed" : "was not started"));
        }
    }

    /**
     * Cancels what is being run. Called by another thread than that of the job, it waits for it, 10 seconds at most.
     */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        jobs.values().forEach(ManualJob::cancel);
        if (!driving.isHeldByCurrentThread()) {
            awaitEnd();
        }
    }

    private void awaitEnd() {
        try {
            if (driving.tryLock(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                driving.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
