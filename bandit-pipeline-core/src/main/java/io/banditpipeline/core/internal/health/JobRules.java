package io.banditpipeline.core.internal.health;

import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.StoredRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what is wrong with jobs. Pure functions of the snapshot. */
final class JobRules {
    private JobRules() {}

    static List<Problem> of(Snapshot now, HealthSettings settings) {
        List<Problem> problems = new ArrayList<>();
        if (now.jobs().anyConfigured() && !now.jobs().started()) {
            problems.add(ProblemCode.SCHEDULER_STOPPED.warning(
                    "scheduler",
                    "Jobs are configured, but the scheduler is not started in this instance",
                    "call start(), unless another instance runs the jobs"));
        }
        for (JobStatus job : now.jobs().jobs()) {
            String name = job.spec().name();
            if (job.paused()) {
                problems.add(ProblemCode.JOB_PAUSED.warning(
                        name,
                        "Job " + name + " is paused; its next slot is " + job.next(),
                        "resume it when what it was paused for is over"));
            } else if (!hasFailed(now, job)) {
                Instant overdue = overdueSlot(now, job, settings);
                if (overdue != null) {
                    problems.add(late(now, job, overdue, settings));
                }
            }
        }
        return problems;
    }

    /** Whether a slot of a job is over its time: it is waited for or run too long, or two in a row brought no run. */
    static boolean isLate(Snapshot now, JobStatus job, HealthSettings settings) {
        return !job.paused() && overdueSlot(now, job, settings) != null;
    }

    private static @Nullable Instant overdueSlot(Snapshot now, JobStatus job, HealthSettings settings) {
        if (isOver(job, job.next(), now, settings)) {
            return job.next();
        }
        History history = now.history(now.jobs().workflowOf(job.spec().name()));
        StoredRun good = history == null ? null : history.good();
        if (good == null || job.spec().trigger() instanceof Trigger.After) {
            return null;
        }
        Trigger trigger = job.spec().trigger();
        Instant base =
                good.run().slot() == null ? good.run().asOf() : good.run().slot();
        Instant first = trigger.next(base);
        return isOver(job, trigger.next(first), now, settings) ? first : null; // one may be missing after a change
    }

    private static boolean isOver(JobStatus job, Instant slot, Snapshot now, HealthSettings settings) {
        return job.spec().begin(slot).plus(settings.runGrace()).isBefore(now.at());
    }

    /** Then that is told, and lateness says nothing new. */
    private static boolean hasFailed(Snapshot now, JobStatus job) {
        History history = now.history(now.jobs().workflowOf(job.spec().name()));
        StoredRun ended = history == null ? null : history.ended();
        return ended != null && ended.state() == RunState.FAILED;
    }

    private static Problem late(Snapshot now, JobStatus job, Instant slot, HealthSettings settings) {
        String name = job.spec().name();
        String state = job.running()
                ? "instance " + job.instance() + " is running it"
                : job.failures() > 0 ? "it has failed " + job.failures() + " times in a row" : "nobody is running it";
        return ProblemCode.RUN_LATE.critical(
                name,
                "Job " + name + " was due at " + slot + " and has no good run yet at " + now.at() + ", more than "
                        + settings.runGrace() + " later; " + state,
                "check that an instance with a started scheduler is up, and what the run is waiting for");
    }
}
