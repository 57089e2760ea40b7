package io.banditpipeline.connectors.internal.http;

import io.banditpipeline.connectors.internal.failure.Failure;
import io.banditpipeline.connectors.internal.failure.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long to leave a platform alone that says "too many calls" but not for how long. An application's limit recovers
 * over minutes: each time that it is hit again right after, the wait grows, and it shrinks when calls succeed.
 * Thread-safe.
 */
final class Throttling {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofHours(1);
    private static final List<Duration> OF_APP =
            List.of(USUAL, Duration.ofSeconds(150), Duration.ofSeconds(300), Duration.ofSeconds(300));

    private int hits;
    private Instant until = Instant.EPOCH;

    /** The delay before the next call. */
    Duration delay(Failure failure, Instant now) {
        Duration named = failure.retryAfter();
        if (named != null) {
            return named.compareTo(SHORTEST) < 0 ? SHORTEST : named;
        }
        if (failure.failureClass() == FailureClass.THROTTLED_APP) {
            return ofApp(now);
        }
        return failure.failureClass() == FailureClass.THROTTLED_LONG ? LONG : USUAL;
    }

    /** Calls that were under way together are refused together: that is one hit. */
    private synchronized Duration ofApp(Instant now) {
        if (now.isBefore(until)) {
            return Duration.between(now, until);
        }
        Duration delay = OF_APP.get(hits);
        hits = Math.min(hits + 1, OF_APP.size() - 1);
        until = now.plus(delay);
        return delay;
    }

    /** A call went well. */
    synchronized void succeeded(Instant now) {
        if (!now.isBefore(until)) {
            hits /= 2;
        }
    }
}
