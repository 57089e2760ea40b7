package io.banditpipeline.quality;

/** What a broken rule does. */
public enum Severity {
    /** Noted in the report. */
    INFO,
    /** The row is kept, flagged in the report. */
    WARN,
    /** The row goes to quarantine. */
    ERROR,
    /** The whole slice is refused. */
    FATAL
}
