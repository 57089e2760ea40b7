package io.banditpipeline.connectors.internal.rate;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/**
 * The most calls that leave a process for one credential in a second of real time, whatever its buckets allow: the last
 * line against a loop gone wild. Thread-safe.
 */
final class Pace {
    /** Far above what collecting needs, far below what a loop on a fast network does. */
    static final int CALLS_PER_SECOND = 500;

    private final RateLimiter limiter;

    Pace(String platform) {
        limiter = RateLimiter.of(
                platform,
                RateLimiterConfig.custom()
                        .limitForPeriod(CALLS_PER_SECOND)
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(Duration.ofDays(1))
                        .build());
    }

    /** Takes the next place, and says how long it is until then; never negative. */
    Duration next() {
        return Duration.ofNanos(Math.max(0, limiter.reservePermission()));
    }
}
