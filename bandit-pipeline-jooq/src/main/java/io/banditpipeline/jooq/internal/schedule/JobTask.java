package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.task.AbstractTask;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job as db-scheduler runs it: one slot each time that its row is picked. This class is thread-safe. */
final class JobTask extends AbstractTask<JobState> {
    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);
    private static final Duration FIRST_DELAY = Duration.ofMinutes(1);

    private final JobSpec spec;
    private final Job job;
    private final String trigger;
    private final JobTable table;
    private final RunningJobs running;
    private final Persistence persistence;
    private final InstantSource clock;

    JobTask(JobSpec spec, Job job, JobTable table, RunningJobs running, Persistence persistence, InstantSource clock) {
        super(spec.name(), JobState.class, JobTask::fail, (dead, operations) -> {});
        this.spec = spec;
        this.job = job;
        this.trigger = TriggerText.of(spec.trigger());
        this.table = table;
        this.running = running;
        this.persistence = persistence;
        this.clock = clock;
    }

    @Override
    public CompletionHandler<JobState> execute(TaskInstance<JobState> instance, ExecutionContext context) {
        RunningJobs.Key key = RunningJobs.Key.of(context.getExecution());
        Cancellation cancellation = running.start(key);
        JobState known = instance.getData();
        JobState state = plan(known);
        if (!state.begun()) {
            return rescheduled(state, JobTable.begins(spec, state.slot()), cancellation);
        }
        if (!known.begun() && !table.begin(spec, key.version(), state)) {
            LOG.info("job={} slot={} was taken by another instance before it was begun", spec.name(), state.slot());
            return (completed, operations) -> {};
        }
        return run(state, cancellation);
    }

    /** What to do: run a slot if the state that is answered has begun, else wait for its slot. */
    private JobState plan(JobState state) {
        Instant now = clock.instant();
        if (state.begun()) {
            return state;
        }
        if (!state.trigger().equals(trigger) && !now.isBefore(state.slot())) {
            return state.begin(state.slot(), 0);
        }
        JobSpec.Due due = spec.due(state.slot(), now);
        return due.slots().isEmpty()
                ? state.skip(due.skipped(), due.next())
                : state.begin(due.slots().get(0), due.skipped());
    }

    private CompletionHandler<JobState> run(JobState state, Cancellation cancellation) {
        Execution execution =
                new Execution(spec.name(), state.slot(), state.failures() + 1, state.missed(), cancellation);
        Outcome outcome = outcome(execution);
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Again again) {
            return cancellation.isCancelled()
                    ? rescheduled(state, now, cancellation)
                    : rescheduled(state.fail(), now.plus(again.after()), cancellation);
        }
        Instant next = spec.trigger().next(follows(state) ? state.slot() : now);
        return rescheduled(state.await(next, trigger), JobTable.begins(spec, next), cancellation);
    }

    /** Whether the next slot follows from the one that was run, and not from the moment of its end. */
    private boolean follows(JobState state) {
        return state.trigger().equals(trigger) && !(spec.trigger() instanceof Trigger.After);
    }

    /** Runs the job. Whatever it throws is one of its failures: it must not end the thread, nor the job. */
    private Outcome outcome(Execution execution) {
        try {
            return Objects.requireNonNull(job.run(execution), "the job returned null instead of an outcome");
        } catch (Throwable failure) { // as Error too: a class that is missing in one job must not stop the others
            return failed(execution, failure);
        } finally {
            clearInterrupt(execution);
        }
    }

    private Outcome failed(Execution execution, Throwable failure) {
        if (execution.cancellation().isCancelled()) {
            LOG.info("job={} slot={} was stopped: {}", spec.name(), execution.slot(), failure.toString());
            return new Outcome.Again(Duration.ZERO);
        }
        Outcome.Again again = Outcome.Again.afterFailures(execution.attempt());
        LOG.warn(
                "job={} slot={} attempt={} failed and is begun again in {}",
                spec.name(),
                execution.slot(),
                execution.attempt(),
                again.after(),
                failure);
        return again;
    }

    /** The end of the slot is yet to be written down, which an interrupt that was meant for the job would hinder. */
    private static void clearInterrupt(Execution execution) {
        if (Thread.interrupted()) {
            LOG.debug("job={} slot={} left its thread interrupted", execution.job(), execution.slot());
        }
    }

    private CompletionHandler<JobState> rescheduled(JobState state, Instant begins, Cancellation cancellation) {
        return (completed, operations) ->
                persistence.write(spec.name(), cancellation, () -> operations.reschedule(completed, begins, state));
    }

    /** The job was not even begun, since its state could not be read or written: the same slot is tried again. */
    private static void fail(ExecutionComplete completed, ExecutionOperations<JobState> operations) {
        operations.reschedule(completed, completed.getTimeDone().plus(FIRST_DELAY));
    }

    @Override
    public SchedulableInstance<JobState> schedulableInstance(String id) {
        throw new UnsupportedOperationException("a job is added to the table by JobTable");
    }

    @Override
    public SchedulableInstance<JobState> schedulableInstance(String id, JobState data) {
        return schedulableInstance(id);
    }
}
