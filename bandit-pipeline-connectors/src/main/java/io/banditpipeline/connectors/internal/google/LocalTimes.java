package io.banditpipeline.connectors.internal.google;

import io.banditpipeline.connectors.internal.text.Decimals;
import io.banditpipeline.connectors.internal.time.LocalClock;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The intervals of the days and hours that an account's rows name: dates and hours on the clock of its zone, without an
 * offset.
 *
 * <p>Where the clock is turned back an hour comes twice and Google reports both as one: it is the first of the two.
 * Where it is turned forward an hour is missing: a row that names it has no interval. Not thread-safe.
 */
final class LocalTimes {
    private static final int NO_DAY = -1;
    private static final @Nullable Interval[] NO_HOURS = {};

    private final ZoneId zone;
    private final Granularity granularity;
    private final int base;
    private final @Nullable Day[] cache;

    /** @param days the days that are expected; their intervals are made once */
    LocalTimes(ZoneId zone, Granularity granularity, DateRange days) {
        this.zone = zone;
        this.granularity = granularity;
        this.base = key(days.first());
        this.cache = new @Nullable Day[key(days.last()) - base + 1];
    }

    private static int key(LocalDate day) {
        return key(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    private static int key(int year, int month, int day) {
        return year << 9 | month << 5 | day;
    }

    /** The key of a date such as {@code 2026-11-01}, or {@link #NO_DAY} if the text is none. */
    static int parse(char[] text, int offset, int length) {
        if (length != 10 || text[offset + 4] != '-' || text[offset + 7] != '-') {
            return NO_DAY;
        }
        long year = Decimals.whole(text, offset, 4);
        long month = Decimals.whole(text, offset + 5, 2);
        long day = Decimals.whole(text, offset + 8, 2);
        boolean possible = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        return possible ? key((int) year, (int) month, (int) day) : NO_DAY;
    }

    /**
     * The interval of a day, or of an hour of it.
     *
     * @param dayKey as {@link #parse} gives it
     * @param hour the hour on the clock, 0 to 23; of no matter for days
     * @return null if the zone has no such day or hour
     */
    @Nullable
    Interval find(int dayKey, int hour) {
        Day day = ofDay(dayKey);
        return granularity == Granularity.DAY ? day.whole : day.hour(hour);
    }

    private Day ofDay(int dayKey) {
        int index = dayKey - base;
        if (index < 0 || index >= cache.length) {
            return make(dayKey);
        }
        Day cached = cache[index];
        if (cached == null) {
            cached = make(dayKey);
            cache[index] = cached;
        }
        return cached;
    }

    private Day make(int dayKey) {
        try {
            LocalDate day = LocalDate.of(dayKey >> 9, dayKey >> 5 & 15, dayKey & 31);
            if (!LocalClock.hasDay(day, zone)) {
                return Day.NONE;
            }
            return granularity == Granularity.DAY
                    ? new Day(Interval.ofDay(day, zone), NO_HOURS)
                    : new Day(null, LocalClock.hours(day, zone));
        } catch (DateTimeException noSuchDay) {
            return Day.NONE;
        }
    }

    /** A day that exists, or its hours by their number on the clock; neither if there is no such day. */
    private static final class Day {
        static final Day NONE = new Day(null, NO_HOURS);

        final @Nullable Interval whole;
        private final @Nullable Interval[] hours;

        Day(@Nullable Interval whole, @Nullable Interval[] hours) {
            this.whole = whole;
            this.hours = hours;
        }

        @Nullable
        Interval hour(int hour) {
            return hour < 0 || hour >= hours.length ? null : hours[hour];
        }
    }
}
