package io.banditpipeline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Wakes work up. What is missing is computed from watermarks, so a missed wake-up loses nothing.
 *
 * <p>A scheduler promises to run one job at most once at a time, and to run no job before {@link #start} or after
 * {@link #close}. It starts no thread before {@code start} (R13).
 */
public interface Scheduler extends AutoCloseable {
    /** When a job is due. */
    sealed interface Trigger {
        /** On every full hour of UTC. */
        record Hourly() implements Trigger {}

        /**
         * Once a local date: at the local time, at the end of the gap if that time does not exist on the date, at the
         * earlier of the two if it comes twice.
         */
        record Daily(LocalTime at, ZoneId zone) implements Trigger {}

        /** Again and again, this long after the end of the run before; positive. */
        record After(Duration delay) implements Trigger {}
    }

    /** Work that is woken up; the slot is the instant it was due. */
    @FunctionalInterface
    interface Job {
        /** Does the work that is due. */
        void run(Instant slot) throws Exception;
    }

    /**
     * Names a job. Call before {@link #start}.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    void register(String name, Trigger trigger, Job job);

    /** Begins to run jobs. */
    void start();

    /** Stops; returns within a bound and leaves no thread. */
    @Override
    void close();
}
