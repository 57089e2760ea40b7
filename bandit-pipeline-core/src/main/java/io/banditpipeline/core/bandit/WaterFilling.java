package io.banditpipeline.core.bandit;

import java.util.Arrays;

/**
 * Splits a budget over exponential response curves so that no unit of money is worth more elsewhere, within bounds.
 *
 * <p>With {@code u = ln(marginal response)}, an arm of log slope {@code c} and scale {@code t} takes {@code clip(t (c -
 * u), low, high)}: the sum is piecewise linear and falls with {@code u}. The segment in which it meets the budget is
 * found by bisection over the sorted breakpoints, and solved there exactly. Straight lines (infinite scale) jump from
 * low to high at {@code u = c}; those that tie there share in proportion to the width of their bounds.
 *
 * <p>Holds its work arrays: one instance a thread, no allocation in {@link #solve}.
 */
final class WaterFilling {
    private final int arms;
    private final double[] scale;
    private final double[] low;
    private final double[] high;
    private final double[] breakpoints;
    private double lowSum;
    private double highSum;

    /**
     * @param scale the curves' scales in currency units; positive, may be infinite; read at each {@link #solve}
     * @param low the least each arm gets
     * @param high the most each arm gets; not below the least
     */
    WaterFilling(double[] scale, double[] low, double[] high) {
        this.arms = scale.length;
        this.scale = scale;
        this.low = low;
        this.high = high;
        this.breakpoints = new double[2 * arms];
        for (int k = 0; k < arms; k++) {
            lowSum += low[k];
            highSum += high[k];
        }
    }

    /**
     * Splits the budget; what exceeds the sum of the upper bounds is not spent.
     *
     * @param logSlope natural logarithm of each curve's slope at zero; finite
     * @param budget at least the sum of the lower bounds, or each arm gets its lower bound
     * @param spend takes the solution
     * @return the logarithm of the marginal response at the solution; not a number if bounds alone decide
     */
    double solve(double[] logSlope, double budget, double[] spend) {
        if (budget <= lowSum) {
            System.arraycopy(low, 0, spend, 0, arms);
            return Double.NaN;
        }
        if (budget >= highSum) {
            System.arraycopy(high, 0, spend, 0, arms);
            return Double.NaN;
        }
        collectBreakpoints(logSlope);
        int above = firstBelowBudget(logSlope, budget);
        double level = breakpoints[above];
        if (above == 0 || sumAt(logSlope, level, true) >= budget) {
            fillAt(logSlope, level, budget, spend);
            return level;
        }
        double exact = levelBetween(logSlope, breakpoints[above - 1], level, budget);
        fillAt(logSlope, exact, budget, spend);
        return exact;
    }

    private void collectBreakpoints(double[] logSlope) {
        for (int k = 0; k < arms; k++) {
            boolean line = Double.isInfinite(scale[k]);
            breakpoints[2 * k] = line ? logSlope[k] : logSlope[k] - low[k] / scale[k];
            breakpoints[2 * k + 1] = line ? logSlope[k] : logSlope[k] - high[k] / scale[k];
        }
        Arrays.sort(breakpoints);
    }

    /** The first breakpoint just above which the arms take less than the budget. */
    private int firstBelowBudget(double[] logSlope, double budget) {
        int from = 0;
        int to = breakpoints.length - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sumAt(logSlope, breakpoints[middle], false) < budget) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** What all arms take at a level; lines that jump there take their upper bound or their lower one. */
    private double sumAt(double[] logSlope, double level, boolean linesHigh) {
        double sum = 0;
        for (int k = 0; k < arms; k++) {
            sum += takes(k, logSlope[k], level, linesHigh);
        }
        return sum;
    }

    private double takes(int k, double logSlope, double level, boolean linesHigh) {
        double over = logSlope - level;
        if (Double.isInfinite(scale[k])) {
            return over > 0 || (linesHigh && over == 0) ? high[k] : low[k];
        }
        double wanted = scale[k] * over;
        return wanted < low[k] ? low[k] : Math.min(wanted, high[k]);
    }

    private double levelBetween(double[] logSlope, double lower, double upper, double budget) {
        double middle = lower + 0.5 * (upper - lower);
        double fixed = 0;
        double moving = 0;
        double movingScale = 0;
        for (int k = 0; k < arms; k++) {
            double wanted = scale[k] * (logSlope[k] - middle);
            if (!Double.isInfinite(scale[k]) && wanted > low[k] && wanted < high[k]) {
                moving += scale[k] * logSlope[k];
                movingScale += scale[k];
            } else {
                fixed += takes(k, logSlope[k], middle, false);
            }
        }
        double level = movingScale > 0 ? (fixed + moving - budget) / movingScale : upper;
        return Math.min(upper, Math.max(lower, level));
    }

    private void fillAt(double[] logSlope, double level, double budget, double[] spend) {
        double sum = 0;
        double tiedWidth = 0;
        for (int k = 0; k < arms; k++) {
            spend[k] = takes(k, logSlope[k], level, false);
            sum += spend[k];
            tiedWidth += isTied(k, logSlope[k], level) ? high[k] - low[k] : 0;
        }
        if (tiedWidth > 0) {
            double share = Math.min(1, Math.max(0, (budget - sum) / tiedWidth));
            for (int k = 0; k < arms; k++) {
                if (isTied(k, logSlope[k], level)) {
                    spend[k] += share * (high[k] - low[k]);
                }
            }
        }
    }

    private boolean isTied(int k, double logSlope, double level) {
        return Double.isInfinite(scale[k]) && logSlope == level;
    }
}
