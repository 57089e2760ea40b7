package io.banditpipeline.bandit;

/** The bound that decided an arm's budget. */
public enum Binding {
    /** None: the last unit of money is worth the same here as elsewhere. */
    NONE,
    /** The arm's floor. */
    FLOOR,
    /** The arm's cap. */
    CAP,
    /** The largest rise in one day. */
    STEP_UP,
    /** The largest fall in one day. */
    STEP_DOWN,
    /** The last good allocation is held (R10). */
    HELD
}
