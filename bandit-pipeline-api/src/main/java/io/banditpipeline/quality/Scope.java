package io.banditpipeline.quality;

/** What a rule looks at. */
public enum Scope {
    /** One row by itself. */
    ROW,
    /** The rows of one slice, with the recent days of its arms. */
    BATCH,
    /** The recent days of an account. */
    HISTORY,
    /** The recent days of all accounts of a campaign, and its outcomes. */
    CROSS_PLATFORM
}
