package io.banditpipeline.quality;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one gate says of an account or a campaign: whether a decision may rest on its data (R10).
 *
 * @param subject the account or the campaign, without a day
 * @param gate the gate
 * @param state what it says
 * @param value what was measured, as a share from 0 to 1, or a number of findings; NaN if it is unknown
 * @param limit what was allowed, in the unit of {@code value}
 * @param cap the most that an overall score may be because of this gate: 1 unless it failed
 * @param since the first day that fails it; null if none does, or if the day is unknown
 * @param text for a person: what was measured, since when, and what to do if it failed
 */
public record GateResult(
        Subject subject,
        Gate gate,
        State state,
        double value,
        double limit,
        double cap,
        @Nullable LocalDate since,
        String text) {
    /** The gates. */
    public enum Gate {
        /** The share of fetched rows that cannot be used. */
        ISSUES,
        /** Open findings of severity ERROR or FATAL. */
        FINDINGS,
        /** The share of what is due that is there. */
        COMPLETENESS,
        /** How far things that say the same agree. */
        CONSISTENCY
    }

    /** What a gate says. */
    public enum State {
        /** The data may be decided on. */
        PASSED,
        /** Nothing is known, which holds nothing back. */
        UNKNOWN,
        /** Only older days fail it: it is told, but holds nothing back. */
        PAST,
        /** The data may not be decided on. */
        FAILED
    }

    /** @throws IllegalArgumentException if {@code cap} is not from 0 to 1 */
    public GateResult {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(text, "text");
        if (!(cap >= 0 && cap <= 1)) {
            throw new IllegalArgumentException("cap must be from 0 to 1, but is " + cap);
        }
    }

    /** Whether it holds decisions back. */
    public boolean failed() {
        return state == State.FAILED;
    }
}
