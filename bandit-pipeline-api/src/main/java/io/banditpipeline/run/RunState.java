package io.banditpipeline.run;

/** How a run ended. */
public enum RunState {
    /** It goes on, or was broken off by a crash and is to be taken over. */
    RUNNING,
    /** It waits to be resumed by a person. */
    PAUSED,
    /** Every step succeeded. */
    SUCCEEDED,
    /** A step was done in part, or an allocation is held: see the steps. */
    DEGRADED,
    /** A step failed. */
    FAILED,
    /** It was told to stop. */
    CANCELLED;

    /** Whether it has ended. */
    public boolean ended() {
        return this != RUNNING && this != PAUSED;
    }
}
