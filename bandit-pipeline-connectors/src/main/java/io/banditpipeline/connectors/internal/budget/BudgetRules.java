package io.banditpipeline.connectors.internal.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What is set, and what is left alone.
 *
 * @param live whether budgets are really set
 * @param validated whether a dry run asks the platform if it would take a budget
 * @param minChange the least change that is worth a call, as a share of the budget; from 0 to 1
 * @param maxChangeFactor by what a budget may grow at once, or its inverse shrink; at least 1
 */
record BudgetRules(boolean live, boolean validated, BigDecimal minChange, BigDecimal maxChangeFactor) {
    /** Between two changes of one entity's budget. */
    static final Duration APART = Duration.ofHours(1);
    /** How often an entity's budget is asked for within {@link #APART}, all failures counted. */
    static final int MOST_TRIES = 3;
    /** How far back it matters what became of budgets. */
    static final Duration LOOK_BACK = Duration.ofDays(35);

    /** A change of 1 % or a unit, up to three times or down to a third. */
    static BudgetRules ofDefaults() {
        return new BudgetRules(false, false, new BigDecimal("0.01"), new BigDecimal(3));
    }

    /** Whether a change is below the larger of a unit and the least share. */
    boolean isSmall(long before, long after, long unit) {
        BigDecimal change =
                BigDecimal.valueOf(after).subtract(BigDecimal.valueOf(before)).abs();
        BigDecimal share = BigDecimal.valueOf(before).multiply(minChange);
        return change.compareTo(share.max(BigDecimal.valueOf(unit))) < 0;
    }

    /** The largest budget that may be set at once. */
    long highest(long base) {
        BigDecimal highest = BigDecimal.valueOf(base).multiply(maxChangeFactor).setScale(0, RoundingMode.FLOOR);
        return highest.min(BigDecimal.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** The smallest budget that may be set at once. */
    long lowest(long base) {
        return BigDecimal.valueOf(base)
                .divide(maxChangeFactor, 0, RoundingMode.CEILING)
                .longValueExact();
    }
}
