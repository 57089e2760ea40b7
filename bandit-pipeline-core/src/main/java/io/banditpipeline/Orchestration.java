package io.banditpipeline;

import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a pipeline runs its workflows, checked. */
record Orchestration(
        String instance,
        int parallelism,
        RetryPolicy retries,
        Duration stepTimeout,
        Duration takeOverAfter,
        Duration closeWithin,
        Duration keepHistoryFor,
        Duration repeatAlertsAfter,
        Duration watchEvery,
        Waiter waiter,
        @Nullable Scheduler scheduler,
        List<ScheduledWorkflow> jobs,
        Map<String, Workflow> workflows,
        Map<String, UnaryOperator<Workflow>> extensions) {
    /** A job and the workflow that it runs. */
    record ScheduledWorkflow(JobSpec job, String workflow) {}
}
