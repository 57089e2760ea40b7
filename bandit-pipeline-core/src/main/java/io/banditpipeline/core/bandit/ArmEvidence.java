package io.banditpipeline.core.bandit;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Running sums over one arm's facts: a few numbers, however many facts there are. Not thread-safe.
 *
 * <p>Rows of one day are added as whole micros before they are weighted, so a day in one row or in several gives the
 * same bits.
 */
final class ArmEvidence {
    /** Discounted spend, in currency units, that could have converted by now, of days that report conversions. */
    double exposure;
    /** Discounted conversions. */
    double conversions;
    /** Discounted conversions of days that report revenue. */
    double valuedConversions;
    /** Discounted revenue in currency units. */
    double revenue;

    /** Days with exposure, and their undiscounted sums: for the dispersion of conversions about their mean. */
    long dispersionDays;

    double plainExposure;
    double plainConversions;
    double squaredConversionsPerExposure;

    long spendingMicros;
    long trials;
    long recentSumMicros;

    @Nullable
    LocalDate lastDay;

    private final EvidenceWeights weights;
    private Metrics day = Metrics.NONE;

    ArmEvidence(EvidenceWeights weights) {
        this.weights = weights;
    }

    void add(LocalDate factDay, Metrics metrics) {
        if (lastDay != null && !lastDay.equals(factDay)) {
            endDay();
        }
        lastDay = factDay;
        day = day.plus(metrics);
    }

    /** Weighs the day that was being added up; to be called once more after the last fact. */
    void endDay() {
        if (lastDay == null || day.equals(Metrics.NONE)) {
            return;
        }
        long age = weights.ageOf(lastDay);
        long costMicros = day.orZero(Metric.COST);
        spendingMicros = Math.addExact(spendingMicros, costMicros);
        trials = Math.addExact(trials, day.orZero(Metric.CLICKS));
        if (weights.isRecent(age)) {
            recentSumMicros = Math.addExact(recentSumMicros, costMicros);
        }
        if (day.has(Metric.CONVERSIONS)) {
            weigh(age, Micros.toDouble(costMicros));
        }
        day = Metrics.NONE;
    }

    private void weigh(long age, double cost) {
        double weight = weights.discount(age);
        double dayExposure = Math.max(0, cost) * weights.maturity(age);
        double dayConversions = Math.max(0, Micros.toDouble(day.conversionMicros()));
        exposure += weight * dayExposure;
        conversions += weight * dayConversions;
        if (day.has(Metric.REVENUE)) {
            valuedConversions += weight * dayConversions;
            revenue += weight * Math.max(0, Micros.toDouble(day.revenueMicros()));
        }
        if (dayExposure > 0) {
            dispersionDays++;
            plainExposure += dayExposure;
            plainConversions += dayConversions;
            squaredConversionsPerExposure += dayConversions * dayConversions / dayExposure;
        }
    }

    /** Mean daily spend of the last complete days; days without a row count as zero. */
    long recentMicros() {
        return Math.max(0, recentSumMicros / EvidenceWeights.RECENT_DAYS);
    }

    /** Pearson's chi-squared of daily conversions about the arm's own rate; 0 if it has no conversions. */
    double chiSquared() {
        if (plainConversions == 0) {
            return 0;
        }
        double rate = plainConversions / plainExposure;
        return Math.max(0, squaredConversionsPerExposure / rate - plainConversions);
    }
}
