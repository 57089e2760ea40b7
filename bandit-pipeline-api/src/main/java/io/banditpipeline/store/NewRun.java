package io.banditpipeline.store;

import io.banditpipeline.workflow.RunScope;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run that is to begin.
 *
 * @param runId unique; of a scheduled run a function of job and slot, so that a slot is run once
 * @param workflow the workflow's id
 * @param slot the slot of its job; null if it was not scheduled
 * @param asOf its moment
 * @param scope what it is limited to
 * @param startedBy who or what started it: a job, a person, a program
 * @param instance the instance of the host that runs it
 */
public record NewRun(
        String runId,
        String workflow,
        @Nullable Instant slot,
        Instant asOf,
        RunScope scope,
        String startedBy,
        String instance) {
    /** Checks that nothing else is null. */
    public NewRun {
        Objects.requireNonNull(runId, "runId");
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(asOf, "asOf");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(startedBy, "startedBy");
        Objects.requireNonNull(instance, "instance");
    }
}
