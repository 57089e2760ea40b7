package io.banditpipeline.quality;

import io.banditpipeline.metric.Observation;

/**
 * A rule that each row keeps or breaks by itself.
 *
 * <p>It is a pure function of the row and the context, and may assume nothing about the order of rows. It runs on every
 * row that is fetched: it should take well under a microsecond.
 */
public non-sealed interface RowValidator extends Validator {
    @Override
    default Scope scope() {
        return Scope.ROW;
    }

    /** Judges one row. */
    Verdict validate(Observation row, RowContext context);
}
