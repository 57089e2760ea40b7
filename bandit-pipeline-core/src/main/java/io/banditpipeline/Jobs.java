package io.banditpipeline;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The jobs of a pipeline, as all instances see them. This class is thread-safe. */
public final class Jobs {
    private final @Nullable Scheduler scheduler;

    /** @param scheduler wakes them up; null if the host calls the pipeline itself */
    Jobs(@Nullable Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** How the jobs stand, ordered by name; empty if the pipeline has no scheduler. */
    public List<JobStatus> list() {
        return scheduler == null ? List.of() : scheduler.jobs();
    }

    /**
     * Lets the slots of a job pass, in all instances, until it is resumed. A run under way goes on.
     *
     * @throws PipelineException with INVALID_INPUT if there is no such job
     */
    public void pause(String job) {
        with(job, found -> found.pause(job));
    }

    /**
     * Ends a pause; slots that passed meanwhile count as missed.
     *
     * @throws PipelineException with INVALID_INPUT if there is no such job
     */
    public void resume(String job) {
        with(job, found -> found.resume(job));
    }

    private void with(String job, Consumer<Scheduler> action) {
        List<String> names = list().stream().map(status -> status.spec().name()).toList();
        if (scheduler == null || !names.contains(job)) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT, "There is no job '" + job + "'; the jobs are " + names);
        }
        action.accept(scheduler);
    }
}
