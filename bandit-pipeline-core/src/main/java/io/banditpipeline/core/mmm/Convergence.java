package io.banditpipeline.core.mmm;

/**
 * Whether chains agree, and how many independent draws theirs are worth.
 *
 * <p>Potential scale reduction of chains split in halves, and effective sample size by Geyer's initial positive
 * sequence, as in Gelman et al., Bayesian Data Analysis, 3rd ed., 11.4-11.5. A series that never changes has converged.
 *
 * @param rHat largest potential scale reduction of all series
 * @param effectiveSamples smallest effective sample size of all series
 */
record Convergence(double rHat, double effectiveSamples) {
    /** Of series that have converged as well as can be. */
    static Convergence perfect(int draws) {
        return new Convergence(1, draws);
    }

    Convergence worse(Convergence other) {
        return new Convergence(Math.max(rHat, other.rHat), Math.min(effectiveSamples, other.effectiveSamples));
    }

    /**
     * Of one series.
     *
     * @param draws chains one after the other
     */
    static Convergence of(double[] draws, int chains) {
        int halves = 2 * chains;
        int length = draws.length / halves;
        double[] means = new double[halves];
        double within = 0;
        double grand = 0;
        for (int h = 0; h < halves; h++) {
            means[h] = mean(draws, h * length, length);
            grand += means[h] / halves;
            within += autocovariance(draws, h * length, length, means[h], 0) * length / (length - 1.0) / halves;
        }
        double between = 0;
        for (double mean : means) {
            between += (mean - grand) * (mean - grand) / (halves - 1.0);
        }
        double total = within * (length - 1) / length + between;
        if (!(total > 0)) {
            return perfect(draws.length);
        }
        double rHat = within > 0 ? Math.sqrt(total / within) : Double.POSITIVE_INFINITY;
        return new Convergence(rHat, effectiveSamples(draws, halves, length, means, within, total));
    }

    private static double effectiveSamples(
            double[] draws, int halves, int length, double[] means, double within, double total) {
        double sum = 0;
        for (int lag = 0; lag + 1 < length; lag += 2) {
            double pair = correlation(draws, halves, length, means, within, total, lag)
                    + correlation(draws, halves, length, means, within, total, lag + 1);
            if (pair <= 0) {
                break;
            }
            sum += pair;
        }
        return Math.min(halves * length, halves * length / Math.max(1e-9, 2 * sum - 1));
    }

    private static double correlation(
            double[] draws, int halves, int length, double[] means, double within, double total, int lag) {
        double covariance = 0;
        for (int h = 0; h < halves; h++) {
            covariance += autocovariance(draws, h * length, length, means[h], lag) / halves;
        }
        double biased = within * (length - 1) / length;
        return 1 - (biased - covariance) / total;
    }

    private static double mean(double[] draws, int from, int length) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += draws[from + i];
        }
        return sum / length;
    }

    private static double autocovariance(double[] draws, int from, int length, double mean, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < length; i++) {
            sum += (draws[from + i] - mean) * (draws[from + i + lag] - mean);
        }
        return sum / length;
    }
}
