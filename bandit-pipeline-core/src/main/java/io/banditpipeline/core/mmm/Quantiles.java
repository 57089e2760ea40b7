package io.banditpipeline.core.mmm;

/** Means and quantiles of draws. */
final class Quantiles {
    private Quantiles() {}

    /** A quantile by linear interpolation between order statistics. */
    static double ofSorted(double[] sorted, double probability) {
        double rank = probability * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}
