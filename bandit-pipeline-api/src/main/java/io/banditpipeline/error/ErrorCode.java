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
    REPLAY
}
