package io.banditpipeline.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job stands, as all instances of a host see it.
 *
 * @param spec the job
 * @param next the slot that is waited for, or that is being run
 * @param begins when that slot is begun, or begun again after a failure
 * @param running whether an instance is running it
 * @param instance the instance that is running it; null if none is
 * @param paused whether it is paused: slots that pass meanwhile are missed
 * @param failures how often in a row its slot was begun and not done: because it failed, or is to be begun again
 * @param skipped how many slots have been skipped ever
 */
public record JobStatus(
        JobSpec spec,
        Instant next,
        Instant begins,
        boolean running,
        @Nullable String instance,
        boolean paused,
        int failures,
        long skipped) {}
