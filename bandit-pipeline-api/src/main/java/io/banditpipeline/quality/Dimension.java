package io.banditpipeline.quality;

/**
 * What a rule or a score speaks of: the six dimensions of DAMA UK, and plausibility, which is kept apart from accuracy.
 */
public enum Dimension {
    /** Whether all that is due is there. */
    COMPLETENESS,
    /** Whether it came in time. */
    TIMELINESS,
    /** Whether it has the form and the range that it must have. */
    VALIDITY,
    /** Whether it is there once. */
    UNIQUENESS,
    /** Whether things that say the same agree. */
    CONSISTENCY,
    /** Whether it says what turns out to be true: first seen against matured values. */
    ACCURACY,
    /** Whether it looks like what came before. */
    PLAUSIBILITY
}
