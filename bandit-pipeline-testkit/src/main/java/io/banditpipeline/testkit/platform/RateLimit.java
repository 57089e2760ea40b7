package io.banditpipeline.testkit.platform;

import java.time.Duration;

/**
 * At most so many calls in each window of time; what is beyond is throttled, and so is all until the delay is over.
 *
 * @param calls calls in a window, at least 1
 * @param window the length of a window, which begins with the first call after the last one
 * @param delay what a throttled client is told to wait; zero for until the end of the window
 */
public record RateLimit(int calls, Duration window, Duration delay) {
    /** @throws IllegalArgumentException if {@code calls} or {@code window} is not positive, or the delay is negative */
    public RateLimit {
        if (calls < 1 || window.isNegative() || window.isZero() || delay.isNegative()) {
            throw new IllegalArgumentException("a limit needs at least 1 call, a positive window and no negative delay,"
                    + " but has " + calls + ", " + window + " and " + delay);
        }
    }

    /** So many calls a minute; a throttled client waits for the rest of it. */
    public static RateLimit perMinute(int calls) {
        return new RateLimit(calls, Duration.ofMinutes(1), Duration.ZERO);
    }

    /** So many calls in 24 hours; a throttled client waits for the rest of them. */
    public static RateLimit perDay(int calls) {
        return new RateLimit(calls, Duration.ofDays(1), Duration.ZERO);
    }
}
