package io.banditpipeline.examples.year;

import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.schedule.ManualScheduler;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A manual scheduler whose memory outlives the process that registered its jobs, like that of a durable one: a process
 * that comes later registers the same jobs and gets the slots that are still open. Driven by one thread.
 */
final class LastingScheduler implements Scheduler {
    private final ManualScheduler slots;
    private final Map<String, Job> work = new HashMap<>();
    private boolean started;

    LastingScheduler(ManualClock clock) {
        slots = new ManualScheduler(clock);
    }

    @Override
    public void register(JobSpec spec, Job job) {
        if (work.put(spec.name(), job) == null) {
            slots.register(spec, execution -> Objects.requireNonNull(work.get(spec.name()))
                    .run(execution));
        }
    }

    @Override
    public void start() {
        if (!started) {
            slots.start();
            started = true;
        }
    }

    /** Runs what begins until an instant; nothing if the clock shows a later one already. */
    void advanceTo(Instant instant, Instant now) {
        if (!instant.isBefore(now)) {
            slots.advanceTo(instant);
        }
    }

    List<Execution> executions() {
        return slots.executions();
    }

    List<ManualScheduler.Failure> failures() {
        return slots.failures();
    }

    @Override
    public List<JobStatus> jobs() {
        return slots.jobs();
    }

    @Override
    public void pause(String job) {
        slots.pause(job);
    }

    @Override
    public void resume(String job) {
        slots.resume(job);
    }

    /** The process ends, the memory stays. */
    @Override
    public void close() {}
}
