package io.banditpipeline.testkit.clock;

import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test sets it, or until something waits by it: a wait moves the clock to its end and
 * returns at once. Threads that wait side by side need the time of the longest wait. This class is thread-safe.
 */
public final class ManualClock implements InstantSource, Waiter {
    private final AtomicReference<Instant> now;

    /** A clock that shows this instant. */
    public ManualClock(Instant start) {
        now = new AtomicReference<>(Objects.requireNonNull(start, "start"));
    }

    /** A clock that shows an instant written as ISO text, such as {@code "2026-03-01T06:00:00Z"}. */
    public static ManualClock at(String instant) {
        return new ManualClock(Instant.parse(instant));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    /** Shows another instant, which may be an earlier one. */
    public void set(Instant instant) {
        now.set(Objects.requireNonNull(instant, "instant"));
    }

    /**
     * Moves on.
     *
     * @param by how far; not negative
     * @return the new instant
     * @throws IllegalArgumentException if {@code by} is negative
     */
    public Instant advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("by must not be negative, but is " + by + ": use set to go back");
        }
        return now.updateAndGet(before -> before.plus(by));
    }

    /**
     * Moves on to the end of a wait, unless the clock shows that already. A wait that is not positive moves nothing.
     *
     * @throws InterruptedException if the thread was interrupted before; its interrupted status is then cleared
     */
    @Override
    public void await(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before waiting " + duration);
        }
        Instant end = instant().plus(duration);
        now.updateAndGet(shown -> shown.isBefore(end) ? end : shown);
    }
}
