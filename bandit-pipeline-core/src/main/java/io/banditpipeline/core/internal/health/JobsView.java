package io.banditpipeline.core.internal.health;

import io.banditpipeline.schedule.JobStatus;
import java.util.List;
import java.util.Map;

/**
 * What a health check sees of the scheduler.
 *
 * @param workflows the workflow of each job, by the job's name; of a job that is missing, the one of the same name
 * @param started whether the scheduler was started in this instance and not closed
 * @param jobs how the jobs stand, as far as the scheduler knows
 */
public record JobsView(Map<String, String> workflows, boolean started, List<JobStatus> jobs) {
    /** Copies. */
    public JobsView {
        workflows = Map.copyOf(workflows);
        jobs = List.copyOf(jobs);
    }

    /** No job is configured. */
    public static JobsView none() {
        return new JobsView(Map.of(), false, List.of());
    }

    /** The workflow that a job runs. */
    String workflowOf(String job) {
        return workflows.getOrDefault(job, job);
    }

    /** Whether there is anything to be woken up. */
    boolean anyConfigured() {
        return !workflows.isEmpty() || !jobs.isEmpty();
    }
}
