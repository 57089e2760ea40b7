package io.banditpipeline.schedule;

import java.util.Objects;

/**
 * What is done about slots that passed while nobody was there to run them.
 *
 * @param kind what is done
 * @param limit the most slots that are run one after the other; 1 to 10,000, and 1 unless {@code kind} is
 *     {@link Kind#RUN_EACH}
 */
public record MissedRuns(Kind kind, int limit) {
    /** What is done. */
    public enum Kind {
        /** Nothing: the next slot is waited for. A slot that is late by no more than its job's grace is not missed. */
        SKIP,
        /** The latest missed slot is run, the others are skipped. */
        RUN_ONCE,
        /** The latest missed slots are run, oldest first, up to the limit. */
        RUN_EACH
    }

    private static final int MAX_LIMIT = 10_000;

    /** @throws IllegalArgumentException if the limit is below 1 or above 10,000, or above 1 though not each is run */
    public MissedRuns {
        Objects.requireNonNull(kind, "kind");
        int most = kind == Kind.RUN_EACH ? MAX_LIMIT : 1;
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("limit of " + kind + " must be 1 to " + most + ", but is " + limit);
        }
    }

    /** Missed slots are skipped. */
    public static MissedRuns skip() {
        return new MissedRuns(Kind.SKIP, 1);
    }

    /** The latest missed slot is run: it does the work of those before, where what is due is computed from data. */
    public static MissedRuns runOnce() {
        return new MissedRuns(Kind.RUN_ONCE, 1);
    }

    /**
     * The latest missed slots are run, oldest first.
     *
     * @param limit the most slots that are run; older ones are skipped
     * @throws IllegalArgumentException if the limit is below 1 or above 10,000
     */
    public static MissedRuns runEach(int limit) {
        return new MissedRuns(Kind.RUN_EACH, limit);
    }
}
