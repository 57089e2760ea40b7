package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.util.Collection;

/**
 * Compares parts with their total: hours with their day, ad groups with their campaign, campaigns with their account.
 *
 * <p>Not for what does not add up by nature: reach, conversions that are deduplicated higher up, parts that a platform
 * hides below a threshold.
 *
 * @param share the share of the total that the sum may be off
 * @param units how many units it may be off in any case: impressions, clicks, conversions, or units of the currency
 */
public record PartsAndTotals(double share, double units) {
    /** @throws IllegalArgumentException if a number is negative or not finite */
    public PartsAndTotals {
        if (!(share >= 0 && units >= 0 && share + units < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "share and units must be at least 0 and finite, but are " + share + " and " + units);
        }
    }

    /** Half a percent, or one unit. */
    public static PartsAndTotals ofDefaults() {
        return new PartsAndTotals(0.005, 1);
    }

    /** Compares one quantity; nothing is compared where the total or every part does not report it. */
    public Reconciliation compare(Metric metric, Collection<Metrics> parts, Metrics total) {
        Metrics sum = parts.stream().reduce(Metrics.NONE, Metrics::plus);
        return sum.has(metric) && total.has(metric)
                ? Reconciliation.of(sum.get(metric), total.get(metric), share, units * unitOf(metric))
                : Reconciliation.NONE;
    }

    /** How a unit of the quantity is counted: conversions and money are kept in micros. */
    private static long unitOf(Metric metric) {
        return switch (metric) {
            case IMPRESSIONS, CLICKS -> 1;
            case CONVERSIONS, COST, REVENUE -> Micros.PER_UNIT;
        };
    }
}
