package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.time.LocalClock;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Slice;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The days or hours of a slice, numbered from 0, so that the rows of an entity are told apart by a number. An hour that
 * the clock shows twice is one: the platform does not part its rows. Not thread-safe.
 */
final class SliceTimes {
    static final String DAY_RULE = "ttd.day";
    static final String HOUR_RULE = "ttd.hour";
    private static final int HOURS = 24;

    private final DateRange days;
    private final ZoneId zone;
    private final boolean hourly;
    private final @Nullable Interval[] intervals;

    SliceTimes(Slice slice) {
        this.days = slice.days();
        this.zone = slice.account().zone();
        this.hourly = slice.granularity() == Granularity.HOUR;
        this.intervals = new @Nullable Interval[Math.toIntExact(days.days() * (hourly ? HOURS : 1))];
    }

    /** How many there are. */
    int count() {
        return intervals.length;
    }

    boolean isHourly() {
        return hourly;
    }

    /**
     * The number of a time.
     *
     * @param hour the hour that the clock showed; does not matter for rows by day
     * @throws BadValue if it is not of the slice, or does not exist in the account's zone
     */
    int number(LocalDate day, int hour) throws BadValue {
        if (!days.contains(day)) {
            throw new BadValue(DAY_RULE, "the day " + day + " was not asked for; asked for were " + days);
        }
        int dayNumber = Math.toIntExact(day.toEpochDay() - days.first().toEpochDay());
        int number = hourly ? dayNumber * HOURS + hour : dayNumber;
        if (intervals[number] == null) {
            intervals[number] = hourly ? hourOf(day, hour) : dayOf(day);
        }
        return number;
    }

    /** The interval of a number that {@link #number} gave. */
    Interval interval(int number) {
        @Nullable Interval interval = intervals[number];
        if (interval == null) {
            throw new IllegalArgumentException("no row of number " + number + " has been read");
        }
        return interval;
    }

    private Interval dayOf(LocalDate day) throws BadValue {
        if (!LocalClock.hasDay(day, zone)) {
            throw new BadValue(DAY_RULE, "the day " + day + " does not exist in " + zone);
        }
        return Interval.ofDay(day, zone);
    }

    private Interval hourOf(LocalDate day, int hour) throws BadValue {
        LocalDateTime local = day.atTime(hour, 0);
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new BadValue(HOUR_RULE, local + " does not exist in " + zone + ": clocks were turned past it");
        }
        return Interval.ofHour(local.toInstant(offsets.get(0)), zone);
    }
}
