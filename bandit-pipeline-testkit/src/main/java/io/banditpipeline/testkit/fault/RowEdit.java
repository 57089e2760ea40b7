package io.banditpipeline.testkit.fault;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Set;

/** Copies of rows with one thing changed. */
final class RowEdit {
    private RowEdit() {}

    static Observation withMetrics(Observation row, Metrics metrics) {
        return copy(row, row.entity(), row.interval(), metrics, row.currency());
    }

    static Observation withEntity(Observation row, EntityRef entity) {
        return copy(row, entity, row.interval(), row.metrics(), row.currency());
    }

    static Observation withInterval(Observation row, Interval interval) {
        return copy(row, row.entity(), interval, row.metrics(), row.currency());
    }

    static Observation withCurrency(Observation row, Currency currency) {
        return copy(row, row.entity(), row.interval(), row.metrics(), currency);
    }

    /** Multiplies some quantities, rounding half even; what is absent stays absent. */
    static Observation scaled(Observation row, BigDecimal factor, Set<Metric> quantities) {
        Metrics metrics = row.metrics();
        for (Metric metric : quantities) {
            if (metrics.has(metric)) {
                metrics = metrics.with(metric, scaled(metrics.get(metric), factor));
            }
        }
        return withMetrics(row, metrics);
    }

    private static long scaled(long value, BigDecimal factor) {
        return BigDecimal.valueOf(value)
                .multiply(factor)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private static Observation copy(
            Observation row, EntityRef entity, Interval interval, Metrics metrics, Currency currency) {
        return new Observation(entity, interval, row.observedAt(), row.origin(), metrics, currency, row.attribution());
    }
}
