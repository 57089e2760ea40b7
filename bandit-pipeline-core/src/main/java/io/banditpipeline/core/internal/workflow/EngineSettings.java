package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.Progress;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How workflows are run.
 *
 * @param instance names this instance of the host in the history
 * @param parallelism the most steps of one run that work at a time; at least 1
 * @param retries the policy of steps that have none of their own
 * @param stepTimeout the time-out of steps that have none of their own; positive
 * @param lease how long a run stays this instance's after its last sign of life; positive
 * @param closeWithin how long steps are waited for that were told to stop; positive
 * @param clock the time
 * @param waiter waits between tries
 * @param progress hears how far steps are
 */
public record EngineSettings(
        String instance,
        int parallelism,
        RetryPolicy retries,
        Duration stepTimeout,
        Duration lease,
        Duration closeWithin,
        InstantSource clock,
        Waiter waiter,
        Progress progress) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public EngineSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, but is " + parallelism);
        }
        requirePositive("stepTimeout", stepTimeout);
        requirePositive("lease", lease);
        requirePositive("closeWithin", closeWithin);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
