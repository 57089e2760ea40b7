package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.LocalDate;
import java.util.List;

/**
 * How near what was first seen of a day was to its final numbers: of each metric 1 - sum |first seen - final| / sum
 * |final| over the arm-days of the account that are final, and the mean over the metrics.
 *
 * <p>To be added over days, arms and accounts, each metric of an arm-day weighs by its size against the metric's mean
 * size in the account; a denominator is thus a number of arm-days. An arm-day that was first seen at more than twice
 * its final number counts as wholly wrong, not as worse; so does one that was seen and then vanished.
 */
final class Accuracy {
    private static final List<Metric> METRICS = List.of(Metric.values());

    private final AccountHistory history;
    private final FirstKnown firstKnown;
    private final LocalDate lastFinal;
    private final double[] meanSizes = new double[METRICS.size()];
    private final double perMetric;

    Accuracy(AccountHistory history, FirstKnown firstKnown) {
        this.history = history;
        this.firstKnown = firstKnown;
        this.lastFinal = history.lastDay().minusDays(history.restatementDays());
        this.perMetric = 1.0 / Math.max(1, measure());
    }

    /** Finds the mean size of each metric, and returns how many metrics there are. */
    private int measure() {
        double[] sums = new double[METRICS.size()];
        long[] counts = new long[METRICS.size()];
        for (ArmHistory arm : history.arms()) {
            for (int i = 0; i < arm.days().size(); i++) {
                LocalDate day = arm.firstDay().plusDays(i);
                for (Metric metric : METRICS) {
                    double size = size(arm, day, metric);
                    sums[metric.ordinal()] += size;
                    counts[metric.ordinal()] += size > 0 ? 1 : 0;
                }
            }
        }
        int known = 0;
        for (int i = 0; i < sums.length; i++) {
            meanSizes[i] = counts[i] == 0 ? 0 : sums[i] / counts[i];
            known += counts[i] == 0 ? 0 : 1;
        }
        return known;
    }

    /** Adds an arm-day: what agrees to {@code sum[0]}, its weight to {@code sum[1]}. */
    void add(ArmHistory arm, LocalDate day, double[] sum) {
        for (Metric metric : METRICS) {
            double size = size(arm, day, metric);
            if (size > 0) {
                double weight = perMetric / meanSizes[metric.ordinal()];
                double seen = firstKnown.of(arm.arm().id(), day).get(metric);
                double error = Math.abs(seen - arm.on(day).orZero(metric));
                sum[0] += weight * Math.max(0, size - error);
                sum[1] += weight * size;
            }
        }
    }

    /** The final number without sign, or what was seen where nothing is left; 0 where nothing can be compared. */
    private double size(ArmHistory arm, LocalDate day, Metric metric) {
        Metrics seen = firstKnown.of(arm.arm().id(), day);
        if (day.isAfter(lastFinal) || !seen.has(metric)) {
            return 0;
        }
        double matured = arm.on(day).orZero(metric);
        return matured == 0 ? Math.abs((double) seen.get(metric)) : Math.abs(matured);
    }
}
