package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How often a call is tried, and how long it waits in between. */
final class Backoff {
    private static final int TRIES = 3;
    private static final int FEW_TRIES = 2;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final double GROWTH = 3;
    private static final double JITTER = 0.5;
    private static final IntervalFunction INTERVALS =
            IntervalFunction.ofExponentialRandomBackoff(FIRST, GROWTH, JITTER, LONGEST);

    private Backoff() {}

    /** How often a call is made at most that fails in this way. */
    static int tries(FailureClass failureClass) {
        return failureClass == FailureClass.RETRYABLE ? TRIES : FEW_TRIES;
    }

    /**
     * How long to wait after a failure.
     *
     * @param failures how many there were, from 1
     * @param named the least delay, if the platform named one
     */
    static Duration after(int failures, @Nullable Duration named) {
        Duration own = Duration.ofMillis(INTERVALS.apply(failures));
        return named != null && named.compareTo(own) > 0 ? named : own;
    }
}
