package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The days of an arm, or of all arms of an account together: then the id is empty, which no arm's is. */
record Watched(String id, LocalDate firstDay, List<Metrics> days) {
    private static final int USUAL_DAYS = 28;

    static Watched together(LocalDate first, LocalDate last, List<ArmHistory> arms) {
        List<Metrics> sums = Days.between(first, last.plusDays(1)).stream()
                .map(day -> arms.stream().map(arm -> arm.on(day)).reduce(Metrics.NONE, Metrics::plus))
                .toList();
        return new Watched("", first, sums);
    }

    Metrics on(LocalDate day) {
        long index = ChronoUnit.DAYS.between(firstDay, day);
        return index < 0 || index >= days.size() ? Metrics.NONE : days.get((int) index);
    }

    /** How many clicks, or impressions if none are reported, a day's cost usually rests on. */
    double usualCount(LocalDate day) {
        double clicks = usual(Metric.CLICKS, day);
        return clicks > 0 ? clicks : usual(Metric.IMPRESSIONS, day);
    }

    private double usual(Metric metric, LocalDate day) {
        double median = Robust.median(Days.upTo(day.minusDays(1), USUAL_DAYS).stream()
                .map(this::on)
                .filter(metrics -> metrics.has(metric))
                .mapToDouble(metrics -> metrics.get(metric))
                .toArray());
        return Double.isNaN(median) ? 0 : median;
    }
}
