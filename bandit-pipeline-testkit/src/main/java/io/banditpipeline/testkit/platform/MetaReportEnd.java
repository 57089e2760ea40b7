package io.banditpipeline.testkit.platform;

/** How an asynchronous report of {@link MetaSimulator} ends. */
public enum MetaReportEnd {
    /** {@code Job Completed}, first with less than 100 percent. */
    COMPLETED,
    /** {@code Job Failed}; from version 25 on with code -2 and subcode 2490547. */
    FAILED,
    /** {@code Job Skipped}: to be asked for again. */
    SKIPPED,
    /** {@code Job Running} for ever. */
    STUCK
}
