package io.banditpipeline.core.internal.alert;

import java.time.Duration;
import java.time.Instant;

/** Lets so many pass an hour: all at once, or spread. Not thread-safe. */
final class TokenBucket {
    private static final double NANOS_PER_HOUR = Duration.ofHours(1).toNanos();

    private final int perHour;
    private double tokens;
    private Instant filledAt;

    TokenBucket(int perHour, Instant now) {
        this.perHour = perHour;
        this.tokens = perHour;
        this.filledAt = now;
    }

    /** Whether one more may pass. A clock that is set back adds nothing and takes nothing away. */
    boolean take(Instant now) {
        if (now.isAfter(filledAt)) {
            double hours = Math.min(1, seconds(Duration.between(filledAt, now)) * 1e9 / NANOS_PER_HOUR);
            tokens = Math.min(perHour, tokens + perHour * hours);
        }
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
