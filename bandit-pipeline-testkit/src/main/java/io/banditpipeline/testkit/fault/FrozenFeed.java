package io.banditpipeline.testkit.fault;

import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Repeats the day before the first affected one, as it stands at the moment of the fetch. */
final class FrozenFeed implements Tampering {
    @Override
    public Needs needs() {
        return Needs.OTHER_DAYS;
    }

    @Override
    public List<Delivery> tamper(EntityDay where, List<Observation> rows, Surroundings around) {
        List<Observation> result = around.isHit(where)
                ? repeated(around.rows(where.entity(), around.firstDay().minusDays(1)), where.day(), around.zone())
                : rows;
        return result.stream().<Delivery>map(Delivery.Row::new).toList();
    }

    /** An hour that the day has not got on its clock is left out; of one that was there twice the second stays. */
    private static List<Observation> repeated(List<Observation> rows, LocalDate day, ZoneId zone) {
        Map<Interval, Observation> byInterval = new LinkedHashMap<>();
        for (Observation row : rows) {
            if (row.interval().granularity() == Granularity.DAY) {
                byInterval.put(Interval.ofDay(day, zone), row);
                continue;
            }
            LocalTime time = row.interval().start().atZone(zone).toLocalTime();
            ZonedDateTime start = day.atTime(time).atZone(zone);
            if (start.toLocalTime().equals(time)) {
                byInterval.put(Interval.ofHour(start.toInstant(), zone), row);
            }
        }
        return byInterval.entrySet().stream()
                .map(entry -> RowEdit.withInterval(entry.getValue(), entry.getKey()))
                .toList();
    }
}
