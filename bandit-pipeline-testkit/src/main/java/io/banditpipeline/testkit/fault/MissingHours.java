package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out some hours of the local clock.
 *
 * @param firstHour the first hour that is missing
 * @param hours how many are missing
 */
record MissingHours(int firstHour, int hours) implements Tampering {
    @Override
    public Needs needs() {
        return Needs.HOURS;
    }

    @Override
    public List<Delivery> tamper(EntityDay where, List<Observation> rows, Surroundings around) {
        List<Delivery> left = new ArrayList<>();
        for (Observation row : rows) {
            if (row.interval().granularity() == Granularity.DAY) {
                left.add(new Delivery.Row(without(row, around)));
            } else if (!isMissing(row.interval().start(), around) || !around.isHit(row)) {
                left.add(new Delivery.Row(row));
            }
        }
        return left;
    }

    private Observation without(Observation day, Surroundings around) {
        Metrics metrics = day.metrics();
        for (Observation hour : around.hours(day.entity(), day.interval().day())) {
            if (isMissing(hour.interval().start(), around) && around.isHit(hour)) {
                metrics = minus(metrics, hour.metrics());
            }
        }
        return RowEdit.withMetrics(day, metrics);
    }

    private static Metrics minus(Metrics total, Metrics part) {
        Metrics rest = total;
        for (Metric metric : Metric.values()) {
            if (total.has(metric)) {
                rest = rest.with(metric, Math.max(0, total.get(metric) - part.orZero(metric)));
            }
        }
        return rest;
    }

    private boolean isMissing(Instant start, Surroundings around) {
        int hour = start.atZone(around.zone()).getHour();
        return hour >= firstHour && hour < firstHour + hours;
    }
}
