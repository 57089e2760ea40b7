package io.banditpipeline.run;

/** How a step ended. */
public enum StepState {
    /** It goes on, or was broken off by a crash. */
    RUNNING,
    /** All of it was done. */
    SUCCEEDED,
    /** Some of it was done: the rest is described and is tried again by the next run. */
    PARTIAL,
    /** It failed. */
    FAILED,
    /** It was not tried, because nothing was due. */
    SKIPPED,
    /** It was not tried, because a step that it needs failed. */
    BLOCKED,
    /** It was told to stop, or never begun because the run was. */
    CANCELLED;

    /** Whether what needs it may go on: it succeeded, in part at least, or nothing was due. */
    public boolean isGood() {
        return this == SUCCEEDED || this == PARTIAL || this == SKIPPED;
    }
}
