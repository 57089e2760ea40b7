package io.banditpipeline.core.internal.quality.batch;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Statistics that a few wild values do not move. Values that are not a number are left out. */
final class Robust {
    /** Makes the median absolute deviation of a normal law its standard deviation. */
    private static final double NORMAL_CONSISTENCY = 1.4826;

    private Robust() {}

    /** The values that are numbers. */
    static double[] known(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
    }

    /** How many values are numbers. */
    static int count(double[] values) {
        return known(values).length;
    }

    /** The median; not a number if there is no value. */
    static double median(double... values) {
        double[] sorted = known(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The standard deviation, by the median absolute deviation from the median (Hampel 1974). */
    static double spread(double[] values) {
        double median = median(values);
        return NORMAL_CONSISTENCY * median(map(values, value -> Math.abs(value - median)));
    }

    /** The largest distance from zero; 0 if there is no value. */
    static double largest(double[] values) {
        return Arrays.stream(known(values)).map(Math::abs).max().orElse(0);
    }

    private static double[] map(double[] values, DoubleUnaryOperator operator) {
        return Arrays.stream(values).map(operator).toArray();
    }
}
