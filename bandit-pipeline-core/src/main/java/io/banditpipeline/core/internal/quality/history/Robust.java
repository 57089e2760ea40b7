package io.banditpipeline.core.internal.quality.history;

import java.util.Arrays;
import java.util.Collection;

/** Location and scale that a few wild values do not move. */
final class Robust {
    /** Makes the median absolute deviation estimate the standard deviation of a normal law. */
    private static final double NORMAL = 1.4826;

    private Robust() {}

    /** The median; NaN of nothing. */
    static double median(Collection<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The median; NaN of nothing. */
    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The median absolute deviation from the median, scaled to a standard deviation; NaN of nothing. */
    static double deviation(Collection<Double> values) {
        double median = median(values);
        return NORMAL
                * median(values.stream()
                        .mapToDouble(value -> Math.abs(value - median))
                        .toArray());
    }
}
