package io.banditpipeline.error;

/** Stable, machine-readable kind of a failure. Codes are only ever added. */
public enum ErrorCode {
    /** The host configured something that cannot work. Fix the configuration. */
    CONFIGURATION,
    /** An argument or input breaks a documented rule. */
    INVALID_INPUT,
    /** A source could not deliver a slice. */
    SOURCE,
    /** The storage failed or holds something unexpected. */
    STORAGE,
    /** The database schema is newer or older than this library can use. */
    SCHEMA,
    /** A decision cannot be recomputed from what is stored. */
    REPLAY,
    /** The work was told to stop. What it has done so far is kept; run it again to go on. */
    CANCELLED,
    /** Another instance has taken the work over, because this one was silent for too long. */
    TAKEN_OVER,
    /** What was to be sent out, such as an alert, did not reach its receiver. */
    DELIVERY
}
