package io.banditpipeline.testkit.platform;

import java.time.Instant;

/**
 * A time in which a platform is away.
 *
 * @param from its first instant
 * @param to the first instant after it
 * @param kind what callers see of it
 */
public record Outage(Instant from, Instant to, Kind kind) {
    /** What callers see. */
    public enum Kind {
        /** Status 503. */
        UNAVAILABLE,
        /** Status 500. */
        INTERNAL_ERROR,
        /** No answer. */
        SILENCE,
        /** Connections are reset. */
        RESET
    }

    /** @throws IllegalArgumentException if {@code to} is not after {@code from} */
    public Outage {
        if (!to.isAfter(from)) {
            throw new IllegalArgumentException("end " + to + " must be after begin " + from);
        }
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }
}
