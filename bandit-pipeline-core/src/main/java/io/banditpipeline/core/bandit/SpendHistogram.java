package io.banditpipeline.core.bandit;

/**
 * Quantiles of many arms' draws of spend in fixed memory: equal bins between an arm's bounds, and the bounds
 * themselves.
 */
final class SpendHistogram {
    private static final int BINS = 126;
    private static final int SLOTS = BINS + 2;

    private final double[] low;
    private final double[] high;
    private final int[] counts;
    private int draws;

    SpendHistogram(double[] low, double[] high) {
        this.low = low;
        this.high = high;
        this.counts = new int[low.length * SLOTS];
    }

    /** Counts one draw of every arm. */
    void add(double[] spend) {
        draws++;
        for (int k = 0; k < spend.length; k++) {
            counts[k * SLOTS + slot(k, spend[k])]++;
        }
    }

    private int slot(int k, double value) {
        if (value <= low[k]) {
            return 0;
        }
        if (value >= high[k]) {
            return SLOTS - 1;
        }
        return 1 + Math.min(BINS - 1, (int) (BINS * ((value - low[k]) / (high[k] - low[k]))));
    }

    /** A quantile of one arm; exact at the bounds, else within a bin's width. */
    double quantile(int k, double probability) {
        double rank = probability * draws;
        double below = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            int count = counts[k * SLOTS + slot];
            if (count > 0 && below + count >= rank) {
                return valueIn(k, slot, (rank - below) / count);
            }
            below += count;
        }
        return high[k];
    }

    private double valueIn(int k, int slot, double fraction) {
        if (slot == 0) {
            return low[k];
        }
        if (slot == SLOTS - 1) {
            return high[k];
        }
        return low[k] + (high[k] - low[k]) * (slot - 1 + fraction) / BINS;
    }
}
