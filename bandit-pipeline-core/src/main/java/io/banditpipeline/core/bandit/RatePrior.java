package io.banditpipeline.core.bandit;

import java.util.Arrays;
import java.util.Collection;

/**
 * What is believed of an arm of the campaign before its own facts: an empirical-Bayes Gamma prior of conversions per
 * currency unit, the mean value of a conversion, and how much daily counts scatter. Immutable.
 *
 * <p>Moments: with exposures {@code e}, rates {@code c/e} and their pooled mean {@code m}, the variance between arms is
 * {@code (sum e (rate - m)^2 - (K - 1) m phi) / (sum e - sum e^2 / sum e)}; then shape {@code m^2 / v} and rate
 * {@code m / v}. The prior never counts for more than the median arm's own exposure.
 */
record RatePrior(double shape, double rate, double meanValue, double dispersion) {
    /** Stands for "no arm ever reported a conversion or the lack of one"; all arms then look alike. */
    static final RatePrior NO_EVIDENCE = new RatePrior(1, 1, 0, 1);

    /** Conversions that an arm's own mean value must outweigh. */
    static final double VALUE_PRIOR_CONVERSIONS = 10;

    private static final double LEAST_SHAPE = 0.5;
    private static final int LEAST_ARMS = 3;
    private static final int LEAST_DISPERSION_DAYS = 30;

    static RatePrior of(Collection<ArmEvidence> arms) {
        double exposure = arms.stream().mapToDouble(arm -> arm.exposure).sum();
        if (exposure <= 0) {
            return NO_EVIDENCE;
        }
        double conversions = arms.stream().mapToDouble(arm -> arm.conversions).sum();
        double meanValue = meanValue(arms);
        double dispersion = dispersion(arms);
        if (conversions <= 0) {
            return new RatePrior(LEAST_SHAPE, exposure, meanValue, dispersion);
        }
        double mean = conversions / exposure;
        double[] exposures = exposures(arms);
        double rate = exposures.length < LEAST_ARMS
                ? LEAST_SHAPE / mean
                : Math.min(mean / varianceBetween(arms, mean, dispersion), median(exposures));
        double shape = Math.max(LEAST_SHAPE, mean * rate);
        return new RatePrior(shape, shape / mean, meanValue, dispersion);
    }

    double posteriorShape(ArmEvidence arm) {
        return shape + arm.conversions / dispersion;
    }

    double posteriorRate(ArmEvidence arm) {
        return rate + arm.exposure / dispersion;
    }

    /**
     * The arm's mean value of a conversion, shrunk to the campaign's; 0 if it spends but never says whether it
     * converts.
     */
    double value(ArmEvidence arm) {
        if (arm.exposure == 0 && arm.spendingMicros > 0) {
            return 0;
        }
        return (arm.revenue + VALUE_PRIOR_CONVERSIONS * meanValue) / (arm.valuedConversions + VALUE_PRIOR_CONVERSIONS);
    }

    private static double meanValue(Collection<ArmEvidence> arms) {
        double valued = arms.stream().mapToDouble(arm -> arm.valuedConversions).sum();
        return valued <= 0 ? 0 : arms.stream().mapToDouble(arm -> arm.revenue).sum() / valued;
    }

    private static double dispersion(Collection<ArmEvidence> arms) {
        long freedom = 0;
        double chiSquared = 0;
        for (ArmEvidence arm : arms) {
            if (arm.plainConversions > 0) {
                freedom += arm.dispersionDays - 1;
                chiSquared += arm.chiSquared();
            }
        }
        return freedom < LEAST_DISPERSION_DAYS ? 1 : Math.max(1, chiSquared / freedom);
    }

    private static double[] exposures(Collection<ArmEvidence> arms) {
        return arms.stream()
                .mapToDouble(arm -> arm.exposure)
                .filter(e -> e > 0)
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }

    private static double varianceBetween(Collection<ArmEvidence> arms, double mean, double dispersion) {
        double scatter = 0;
        double squares = 0;
        double[] exposures = exposures(arms);
        double sum = Arrays.stream(exposures).sum();
        for (ArmEvidence arm : arms) {
            if (arm.exposure > 0) {
                double deviation = arm.conversions / arm.exposure - mean;
                scatter += arm.exposure * deviation * deviation;
                squares += arm.exposure * arm.exposure;
            }
        }
        double variance = (scatter - (exposures.length - 1) * mean * dispersion) / (sum - squares / sum);
        return Math.max(variance, Double.MIN_NORMAL);
    }
}
