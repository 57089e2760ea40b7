package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * How often one call is tried, and how long it waits in between: about 1 s, then about 3 s, give or take half. It only
 * counts and computes: waiting is the caller's, who can be told to stop. Used by one thread.
 */
final class Backoff {
    private static final int TRIES = 3;
    private static final int FEW_TRIES = 2;
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final double GROWTH = 3;
    private static final double JITTER = 0.5;

    private final Retry.AsyncContext<Object> tries;
    private int failures;

    Backoff(Retry retry) {
        tries = retry.asyncContext();
    }

    /** What the calls of a client share. */
    static Retry of(String platform) {
        return Retry.of(
                platform,
                RetryConfig.custom()
                        .maxAttempts(TRIES)
                        .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST, GROWTH, JITTER, LONGEST))
                        .build());
    }

    /** How long to wait after a failure, at least as long as the platform asks for; empty if it was the last try. */
    Optional<Duration> after(Failure failure) {
        failures++;
        long millis = tries.onError(new ApiFailure(failure));
        boolean last = failure.failureClass() == FailureClass.RETRYABLE_FEW && failures >= FEW_TRIES;
        if (millis < 0 || last) {
            return Optional.empty();
        }
        Duration own = Duration.ofMillis(millis);
        Duration named = failure.retryAfter();
        return Optional.of(named != null && named.compareTo(own) > 0 ? named : own);
    }
}
