package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts hours as later ones, and days as the hours that then fall into them.
 *
 * @param hoursLate how many hours later; negative if earlier
 */
record ShiftedZone(int hoursLate) implements Tampering {
    /** The days around a day from which an hour can come to fall into it. */
    private static final int REACH_DAYS = 2;

    @Override
    public Needs needs() {
        return Needs.HOURS_OF_OTHER_DAYS;
    }

    @Override
    public List<Delivery> tamper(EntityDay where, List<Observation> rows, Surroundings around) {
        List<Observation> result = around.isHit(where) ? shifted(where, around) : rows;
        return result.stream().<Delivery>map(Delivery.Row::new).toList();
    }

    private List<Observation> shifted(EntityDay where, Surroundings around) {
        List<Observation> hours = new ArrayList<>();
        for (int days = -REACH_DAYS; days <= REACH_DAYS; days++) {
            for (Observation hour : around.hours(where.entity(), where.day().plusDays(days))) {
                Interval interval =
                        Interval.ofHour(hour.interval().start().plus(Duration.ofHours(hoursLate)), around.zone());
                if (interval.day().equals(where.day())) {
                    hours.add(RowEdit.withInterval(hour, interval));
                }
            }
        }
        return around.granularity() == Granularity.HOUR || hours.isEmpty() ? hours : List.of(day(where, hours, around));
    }

    private static Observation day(EntityDay where, List<Observation> hours, Surroundings around) {
        Metrics sum = hours.stream().map(Observation::metrics).reduce(Metrics.NONE, Metrics::plus);
        Observation any = RowEdit.withInterval(hours.get(0), Interval.ofDay(where.day(), around.zone()));
        return RowEdit.withMetrics(any, sum);
    }

    /** The row with its interval moved and nothing else. */
    static Observation moved(Observation row, int hours) {
        Interval interval = row.interval();
        Duration by = Duration.ofHours(hours);
        return RowEdit.withInterval(
                row,
                new Interval(
                        interval.granularity(),
                        interval.start().plus(by),
                        interval.end().plus(by),
                        interval.day()));
    }
}
