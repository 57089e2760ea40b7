package io.banditpipeline.workflow;

import java.time.Duration;

/**
 * How often a step is tried, and how long is waited in between. Only failures that can pass are tried again
 * ({@link Failures#mayPass}); a delay that a platform names is kept where it is longer.
 *
 * @param maxAttempts tries in all; at least 1
 * @param firstDelay the wait after the first failure; positive
 * @param factor by what the wait grows from failure to failure; at least 1
 * @param maxDelay the longest wait; at least the first
 * @param jitter share of the wait that is left to chance, from 0 to 1: the wait is drawn evenly from the wait times
 *     {@code 1 - jitter} to the wait
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay, double factor, Duration maxDelay, double jitter) {
    /** @throws IllegalArgumentException if a value is out of its range */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + maxAttempts);
        }
        if (firstDelay.isNegative() || firstDelay.isZero()) {
            throw new IllegalArgumentException("firstDelay must be positive, but is " + firstDelay);
        }
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("factor must be at least 1, but is " + factor);
        }
        if (maxDelay.compareTo(firstDelay) < 0) {
            throw new IllegalArgumentException(
                    "maxDelay must be at least firstDelay " + firstDelay + ", but is " + maxDelay);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1, but is " + jitter);
        }
    }

    /** Five tries, waits of 2, 8, 32 and 60 seconds, up to half of each left to chance. */
    public static RetryPolicy ofDefaults() {
        return new RetryPolicy(5, Duration.ofSeconds(2), 4, Duration.ofMinutes(1), 0.5);
    }

    /** One try. */
    public static RetryPolicy none() {
        return new RetryPolicy(1, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), 0);
    }

    /**
     * The wait after a failed try, before chance shortens it.
     *
     * @param attempt the try that failed, from 1
     */
    public Duration delayAfter(int attempt) {
        double millis = firstDelay.toMillis() * Math.pow(factor, attempt - 1.0);
        return millis >= maxDelay.toMillis() ? maxDelay : Duration.ofMillis((long) millis);
    }
}
