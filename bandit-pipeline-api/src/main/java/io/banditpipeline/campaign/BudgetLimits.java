package io.banditpipeline.campaign;

/**
 * Bounds of an arm's daily budget, in micros of the campaign's currency.
 *
 * @param floorMicros the least it gets; at least 0
 * @param capMicros the most it gets; at least the floor; {@link Long#MAX_VALUE} for no cap
 */
public record BudgetLimits(long floorMicros, long capMicros) {
    private static final BudgetLimits NONE = new BudgetLimits(0, Long.MAX_VALUE);

    /** @throws IllegalArgumentException if the floor is negative or above the cap */
    public BudgetLimits {
        if (floorMicros < 0) {
            throw new IllegalArgumentException("floorMicros must not be negative, but is " + floorMicros);
        }
        if (capMicros < floorMicros) {
            throw new IllegalArgumentException(
                    "capMicros must be at least floorMicros " + floorMicros + ", but is " + capMicros);
        }
    }

    /** No floor and no cap. */
    public static BudgetLimits none() {
        return NONE;
    }
}
