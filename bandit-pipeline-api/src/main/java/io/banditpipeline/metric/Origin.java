package io.banditpipeline.metric;

/** How a row came in. */
public enum Origin {
    /** Fetched from the platform's reports. */
    PULLED,
    /** Pushed by a webhook: provisional until a pulled row of the settled interval replaces it (R4). */
    PUSHED
}
