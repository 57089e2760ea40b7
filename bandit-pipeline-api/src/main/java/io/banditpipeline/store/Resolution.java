package io.banditpipeline.store;

import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a held row.
 *
 * @param state RELEASED, CORRECTED or REJECTED
 * @param row the row that counts from now on, observed at {@code at}; null if it is REJECTED
 * @param actor who decided: a person, or {@code "pipeline"}
 * @param note why
 * @param at when
 */
public record Resolution(HeldRow.State state, @Nullable Observation row, String actor, String note, Instant at) {
    /** @throws IllegalArgumentException if the state is none that can be decided, or the row does not fit it */
    public Resolution {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(note, "note");
        Objects.requireNonNull(at, "at");
        if (state == HeldRow.State.HELD || state == HeldRow.State.SUPERSEDED) {
            throw new IllegalArgumentException("state must be RELEASED, CORRECTED or REJECTED, but is " + state);
        }
        if ((row == null) != (state == HeldRow.State.REJECTED)) {
            throw new IllegalArgumentException("a row goes with RELEASED and CORRECTED, none with REJECTED: " + state);
        }
    }
}
