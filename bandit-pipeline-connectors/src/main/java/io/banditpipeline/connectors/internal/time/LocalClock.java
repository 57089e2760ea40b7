package io.banditpipeline.connectors.internal.time;

import io.banditpipeline.metric.Interval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** What the clock of a time zone shows on a day. */
public final class LocalClock {
    private static final int HOURS = 24;

    private LocalClock() {}

    /** Whether the zone has the day: where the date line moved, it may have been left out. */
    public static boolean hasDay(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone)
                .toInstant()
                .isBefore(day.plusDays(1).atStartOfDay(zone).toInstant());
    }

    /**
     * The hours of a day by their number on the clock, 0 to 23: of an hour that the clock shows twice the first, and
     * null for one that it leaves out.
     */
    public static @Nullable Interval[] hours(LocalDate day, ZoneId zone) {
        @Nullable Interval[] hours = new @Nullable Interval[HOURS];
        for (Interval hour : Interval.hoursOf(day, zone)) {
            ZonedDateTime start = hour.start().atZone(zone);
            // a clock turned back over midnight shows hours of the day before once more
            boolean shown = start.toLocalDate().equals(day);
            if (shown && hours[start.getHour()] == null) {
                hours[start.getHour()] = hour;
            }
        }
        return hours;
    }
}
