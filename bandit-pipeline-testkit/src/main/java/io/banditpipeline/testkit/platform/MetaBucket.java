package io.banditpipeline.testkit.platform;

import java.time.Duration;
import java.time.Instant;

/**
 * Calls of one kind within a time. It drains steadily; once it is full, nobody gets in until it is half empty again.
 */
final class MetaBucket {
    private final long windowNanos;
    private final long callNanos;
    private final Duration delay;
    private final Duration granularity;
    private long levelNanos;
    private Instant drainedAt = Instant.MIN;
    private Instant blockedUntil = Instant.MIN;

    /**
     * An empty bucket.
     *
     * @param limit what it holds
     * @param granularity in which units the time of a block is told
     */
    MetaBucket(RateLimit limit, Duration granularity) {
        windowNanos = limit.window().toNanos();
        callNanos = windowNanos / limit.calls();
        delay = limit.delay();
        this.granularity = granularity;
    }

    /** Lets calls in, or begins to block. */
    boolean admit(int weight, Instant now) {
        drain(now);
        if (now.isBefore(blockedUntil)) {
            return false;
        }
        if (levelNanos + callNanos * weight > windowNanos + callNanos / 2) {
            long nanos = delay.isZero() ? Math.max(1, levelNanos - windowNanos / 2) : delay.toNanos();
            long units = Math.floorDiv(nanos + granularity.toNanos() - 1, granularity.toNanos());
            blockedUntil = now.plus(granularity.multipliedBy(units));
            return false;
        }
        levelNanos += callNanos * weight;
        return true;
    }

    boolean isBlocked(Instant now) {
        return now.isBefore(blockedUntil);
    }

    /** How long it is closed; zero if it is open. */
    Duration closedFor(Instant now) {
        return isBlocked(now) ? Duration.between(now, blockedUntil) : Duration.ZERO;
    }

    /** When it opens again, if it is closed. */
    Instant blockedUntil() {
        return blockedUntil;
    }

    /** How full it is in percent; 100 while it is closed. */
    int percent(Instant now) {
        drain(now);
        return isBlocked(now) ? 100 : (int) (levelNanos / Math.max(1, windowNanos / 100));
    }

    private void drain(Instant now) {
        if (drainedAt.isBefore(now)) {
            boolean isFirst = drainedAt.equals(Instant.MIN);
            long elapsed = isFirst ? 0 : Math.min(windowNanos, nanosBetween(drainedAt, now));
            levelNanos = Math.max(0, levelNanos - elapsed);
            drainedAt = now;
        }
    }

    private long nanosBetween(Instant from, Instant to) {
        Duration between = Duration.between(from, to);
        return between.toSeconds() > windowNanos / 1_000_000_000 ? windowNanos : between.toNanos();
    }
}
