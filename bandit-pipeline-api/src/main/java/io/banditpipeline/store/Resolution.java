package io.banditpipeline.store;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a held row.
 *
 * @param state RELEASED, CORRECTED or REJECTED
 * @param row the row that counts from now on, kept as observed at {@code at}; null if it is REJECTED
 * @param actor who decided: a person, or {@link #PIPELINE}
 * @param note why
 * @param at when
 */
public record Resolution(HeldRow.State state, @Nullable Observation row, String actor, String note, Instant at) {
    /** Who decides when rules have changed: it decides on rows that are HELD, and on no other. */
    public static final String PIPELINE = "pipeline";

    /** @throws IllegalArgumentException if the state is none that can be decided, or the row does not fit it */
    public Resolution {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(at, "at");
        if (actor.isBlank()) {
            throw new IllegalArgumentException("actor must say who decides, but is blank");
        }
        if (state == HeldRow.State.HELD || state == HeldRow.State.SUPERSEDED) {
            throw new IllegalArgumentException("state must be RELEASED, CORRECTED or REJECTED, but is " + state);
        }
        if ((row == null) != (state == HeldRow.State.REJECTED)) {
            throw new IllegalArgumentException("a row goes with RELEASED and CORRECTED, none with REJECTED: " + state);
        }
    }

    /**
     * The held row after this decision, by the rules of {@link QuarantineStore#resolve}, for those who implement it.
     *
     * @param held the row before
     * @param counting the row of an earlier decision on it whose numbers still count, or null if there is none
     * @return the row after; an equal one if this is the decision that it stands for already
     * @throws PipelineException with INVALID_INPUT if its state or its numbers do not allow the decision
     */
    public HeldRow applyTo(HeldRow held, @Nullable Observation counting) {
        Observation next = row == null ? null : observed(row, at.truncatedTo(ChronoUnit.MICROS));
        if (held.state() == state && sayTheSame(held.resolved(), next)) {
            return held;
        }
        requireAllowed(held);
        if (counting != null) {
            requireReplaces(held, counting, next);
        }
        return new HeldRow(
                held.id(),
                held.source(),
                held.subject(),
                held.row(),
                held.occurrences(),
                state,
                held.heldAt(),
                held.seenAt(),
                next);
    }

    private void requireAllowed(HeldRow held) {
        boolean inUse = held.state() == HeldRow.State.RELEASED || held.state() == HeldRow.State.CORRECTED;
        if (held.state() == HeldRow.State.SUPERSEDED) {
            throw refused(
                    held, "a later fetch no longer has it: there is nothing to decide unless a fetch has it again");
        }
        if (actor.equals(PIPELINE) && held.state() != HeldRow.State.HELD) {
            throw refused(held, "it was decided on meanwhile, which only a person may change");
        }
        if (inUse && state != HeldRow.State.CORRECTED) {
            throw refused(
                    held, "its numbers are in use: correct it (CORRECTED), with zeros if none of its numbers is true");
        }
    }

    private void requireReplaces(HeldRow held, Observation counting, @Nullable Observation next) {
        if (next == null) {
            throw refused(
                    held,
                    "the numbers of an earlier decision still count: correct it (CORRECTED), with zeros if none of"
                            + " its numbers is true");
        }
        if (!next.entity().equals(counting.entity())
                || !next.interval().equals(counting.interval())
                || next.origin() != counting.origin()) {
            throw refused(
                    held,
                    "the numbers of an earlier decision still count, so the new ones must take their place: give a row"
                            + " of " + counting.entity() + ", " + counting.interval() + ", " + counting.origin());
        }
        if (next.observedAt().isBefore(counting.observedAt())) {
            throw refused(
                    held,
                    "an earlier decision was made at " + counting.observedAt()
                            + ": give the moment of this decision, which must not be before that");
        }
    }

    private PipelineException refused(HeldRow held, String why) {
        return new PipelineException(
                ErrorCode.INVALID_INPUT,
                "Held row " + held.id() + " is " + held.state() + " and cannot become " + state + " at " + at + ": "
                        + why);
    }

    private static boolean sayTheSame(@Nullable Observation a, @Nullable Observation b) {
        return a == null || b == null
                ? a == null && b == null
                : observed(a, b.observedAt()).equals(b);
    }

    private static Observation observed(Observation row, Instant at) {
        return new Observation(
                row.entity(), row.interval(), at, row.origin(), row.metrics(), row.currency(), row.attribution());
    }
}
