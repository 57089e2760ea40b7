package io.banditpipeline.metric;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The time that a row speaks of.
 *
 * @param granularity an hour or a local day
 * @param start the first instant
 * @param end the first instant after it
 * @param day the account-local day that it belongs to: for an hour, the day in which it starts
 */
public record Interval(Granularity granularity, Instant start, Instant end, LocalDate day) implements Serializable {
    /** @throws IllegalArgumentException if {@code end} is not after {@code start} */
    public Interval {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("end " + end + " must be after start " + start);
        }
    }

    /** The local day in its zone, however long it is there. */
    public static Interval ofDay(LocalDate day, ZoneId zone) {
        return new Interval(
                Granularity.DAY,
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                day);
    }

    /**
     * The hour that starts at an instant. A local day may end in the middle of it (zones that shift by half an hour).
     *
     * @param start the first instant of the hour
     * @param zone the account's zone, which decides the day that it belongs to
     */
    public static Interval ofHour(Instant start, ZoneId zone) {
        return new Interval(
                Granularity.HOUR,
                start,
                start.plus(1, ChronoUnit.HOURS),
                start.atZone(zone).toLocalDate());
    }
}
