package io.banditpipeline.quality;

import io.banditpipeline.metric.Observation;

/**
 * One rule that rows must keep.
 *
 * <p>A validator promises to be a pure function of the row and the context: no clock, no look-up, no memory. It may
 * assume nothing about the order of rows and may be called from many threads.
 */
public interface Validator {
    /** The stable id of the rule, such as {@code "metric.negative"}. */
    String id();

    /** What breaking the rule does. */
    default Severity severity() {
        return Severity.ERROR;
    }

    /** Judges one row. */
    Verdict validate(Observation row, RowContext context);
}
