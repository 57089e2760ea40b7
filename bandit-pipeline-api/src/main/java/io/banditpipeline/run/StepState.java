package io.banditpipeline.run;

/** How a step ended. */
public enum StepState {
    /** All of it was done. */
    SUCCEEDED,
    /** Some of it was done: the rest is described and is tried again by the next run. */
    PARTIAL,
    /** It failed. */
    FAILED,
    /** It was not tried, because a step that it needs failed, or because nothing was due. */
    SKIPPED
}
