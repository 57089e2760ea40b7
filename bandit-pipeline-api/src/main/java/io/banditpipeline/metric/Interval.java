package io.banditpipeline.metric;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time that a row speaks of.
 *
 * @param granularity an hour or a local day
 * @param start the first instant
 * @param end the first instant after it
 * @param day the account-local day that it belongs to: for an hour, the day in which it starts
 */
public record Interval(Granularity granularity, Instant start, Instant end, LocalDate day) implements Serializable {
    private static final int SECONDS_PER_HOUR = 3_600;

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

    /**
     * The hours of a local day, from its start to its end without gap or overlap: 24, or 23 or 25 where the clock is
     * turned by an hour, whatever the day's first hour is called.
     *
     * <p>They begin where the clock shows a full hour, as the rows of platforms do. Where it is turned by a part of an
     * hour, the piece between the turn and the next full hour is an interval of its own, shorter than an hour: on Lord
     * Howe Island a day of 24.5 hours has 24 hours and a half hour, one of 23.5 hours has 23 and a half.
     *
     * @return the hours in order; empty for a day that the zone left out, as Samoa did with 2011-12-30
     */
    public static List<Interval> hoursOf(LocalDate day, ZoneId zone) {
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        List<Interval> hours = new ArrayList<>();
        for (Instant start = day.atStartOfDay(zone).toInstant(); start.isBefore(end); ) {
            Instant next = nextFullHour(start, zone);
            Interval hour = new Interval(Granularity.HOUR, start, next.isBefore(end) ? next : end, day);
            hours.add(hour);
            start = hour.end();
        }
        return List.copyOf(hours);
    }

    /** The next instant at which the clock shows a full hour, or is turned by a part of one. */
    private static Instant nextFullHour(Instant start, ZoneId zone) {
        int second = start.atZone(zone).toLocalTime().toSecondOfDay();
        Instant full = start.plusSeconds(SECONDS_PER_HOUR - second % SECONDS_PER_HOUR);
        @Nullable ZoneOffsetTransition turn = zone.getRules().nextTransition(start);
        return turn != null && turn.getInstant().isBefore(full) && !isWholeHours(turn) ? turn.getInstant() : full;
    }

    private static boolean isWholeHours(ZoneOffsetTransition turn) {
        return turn.getDuration().toSeconds() % SECONDS_PER_HOUR == 0;
    }
}
