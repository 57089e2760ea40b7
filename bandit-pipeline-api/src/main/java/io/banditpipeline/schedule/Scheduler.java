package io.banditpipeline.schedule;

import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Wakes jobs up when they are due. Of one job one slot runs at a time, in one instance of a host; different jobs run
 * side by side. Thread-safe.
 *
 * <p>A scheduler only says "wake up for this slot". It promises that a slot is begun at least once unless its job's
 * {@link MissedRuns policy} skips it; after a crash the slot is begun again. That the work of a slot is not done twice
 * is the job's own care.
 */
public interface Scheduler extends AutoCloseable {
    /** Work that is woken up. */
    @FunctionalInterface
    interface Job {
        /**
         * Does the work of a slot.
         *
         * @return what is to become of the slot
         * @throws Exception as {@link Outcome.Again} after one minute, doubled for each failure in a row up to an hour
         */
        Outcome run(Execution execution) throws Exception;
    }

    /**
     * One slot that is run.
     *
     * @param job the job's name
     * @param slot the instant that it was due
     * @param attempt 1 for the first, one more each time that the slot is begun again after an {@link Outcome.Again}
     * @param skipped how many slots before it passed and are not run
     * @param cancellation cancelled when the scheduler closes
     */
    record Execution(String job, Instant slot, int attempt, long skipped, Cancellation cancellation) {
        /** Checks that nothing is null. */
        public Execution {
            Objects.requireNonNull(job, "job");
            Objects.requireNonNull(slot, "slot");
            Objects.requireNonNull(cancellation, "cancellation");
        }
    }

    /** What is to become of a slot. */
    sealed interface Outcome {
        /** It is done: the next slot is waited for. */
        record Done() implements Outcome {}

        /**
         * It is not done, and is to be begun again; also by another instance.
         *
         * @param after when; not negative
         */
        record Again(Duration after) implements Outcome {
            /** @throws IllegalArgumentException if the delay is negative */
            public Again {
                if (after.isNegative()) {
                    throw new IllegalArgumentException("after must not be negative, but is " + after);
                }
            }

            /**
             * What a scheduler does when a job throws: again after one minute, doubled for each failure in a row up to
             * an hour.
             *
             * @param failures how many in a row, this one counted; at least 1
             */
            public static Again afterFailures(int failures) {
                int doublings = Math.min(failures - 1, 6);
                Duration delay = Duration.ofMinutes(1L << doublings);
                return new Again(delay.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : delay);
            }
        }
    }

    /**
     * Names a job. Call before {@link #start}. If the job is known from an earlier start and its trigger is the same,
     * the slot that was waited for then is waited for now; otherwise the first slot after now.
     *
     * @throws IllegalArgumentException if the name is taken
     * @throws IllegalStateException if the scheduler was started or closed
     */
    void register(JobSpec spec, Job job);

    /**
     * Begins to run jobs.
     *
     * @throws IllegalStateException if it was started before, or closed
     */
    void start();

    /** How the registered jobs stand, ordered by name. */
    List<JobStatus> jobs();

    /**
     * Lets slots of a job pass, for all instances and until it is resumed. A slot that is being run goes on.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    void pause(String job);

    /**
     * Ends a pause; slots that passed meanwhile are treated as missed. Does nothing if the job is not paused.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    void resume(String job);

    /**
     * Stops: cancels what is being run, waits for it within a bound, and leaves no thread. What was cancelled is begun
     * again by another instance or after the next start. Calling it again does nothing.
     */
    @Override
    void close();
}
