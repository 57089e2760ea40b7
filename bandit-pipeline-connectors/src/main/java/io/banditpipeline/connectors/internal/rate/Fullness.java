package io.banditpipeline.connectors.internal.rate;

import java.time.Duration;
import java.time.Instant;

/**
 * How full a platform said that a bucket is. The news fades: a bucket drains by itself, so that what was told counts
 * for less as time goes by, and for nothing after {@code fade}.
 *
 * @param percent what was told
 * @param told when
 * @param fade how long until it counts for nothing; positive
 */
record Fullness(double percent, Instant told, Duration fade) {
    /** From here on calls are spaced. */
    static final double SLOW = 75;

    /** From here on there are none. */
    static final double STOP = 95;

    /** Calls are this far apart just before they stop. */
    static final Duration WIDEST_SPACE = Duration.ofSeconds(10);

    /** How full it is likely to be. */
    double at(Instant now) {
        double age = Duration.between(told, now).toMillis();
        return percent * Math.min(1, Math.max(0, 1 - age / fade.toMillis()));
    }

    /** The first moment of the next call. */
    Instant freeAt(Instant now, Instant lastCall) {
        double full = at(now);
        if (full >= STOP) {
            return told.plusMillis((long) Math.ceil(fade.toMillis() * (1 - STOP / percent)) + 1);
        }
        return full > SLOW ? lastCall.plus(space(full)) : now;
    }

    private static Duration space(double full) {
        return Duration.ofMillis(Math.round(WIDEST_SPACE.toMillis() * (full - SLOW) / (STOP - SLOW)));
    }
}
