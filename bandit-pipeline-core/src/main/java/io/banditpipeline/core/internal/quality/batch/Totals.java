package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;

/** Sums for comparisons, in units; not for bookkeeping, which is exact. Not thread-safe. */
final class Totals {
    private double impressions;
    private double clicks;
    private double conversions;
    private double cost;
    private double revenue;

    static Totals of(Metrics metrics) {
        Totals totals = new Totals();
        totals.add(metrics);
        return totals;
    }

    void add(Metrics metrics) {
        impressions += metrics.orZero(Metric.IMPRESSIONS);
        clicks += metrics.orZero(Metric.CLICKS);
        conversions += Micros.toDouble(metrics.orZero(Metric.CONVERSIONS));
        cost += Micros.toDouble(metrics.orZero(Metric.COST));
        revenue += Micros.toDouble(metrics.orZero(Metric.REVENUE));
    }

    double impressions() {
        return impressions;
    }

    double clicks() {
        return clicks;
    }

    double conversions() {
        return conversions;
    }

    double cost() {
        return cost;
    }

    double revenue() {
        return revenue;
    }

    /** Whether anything was shown or paid. */
    boolean isActive() {
        return impressions > 0 || cost > 0;
    }
}
