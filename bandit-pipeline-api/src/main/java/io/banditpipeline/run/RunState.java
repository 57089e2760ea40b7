package io.banditpipeline.run;

/** How a run ended. */
public enum RunState {
    /** Every step succeeded. */
    SUCCEEDED,
    /** A step was done in part, or an allocation is held: see the steps. */
    DEGRADED,
    /** A step failed. */
    FAILED
}
