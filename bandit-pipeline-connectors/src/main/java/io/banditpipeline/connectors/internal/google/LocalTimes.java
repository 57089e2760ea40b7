package io.banditpipeline.connectors.internal.google;

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
    private static final int HOURS = 24;
    private static final int NO_DAY = -1;

    private final ZoneId zone;
    private final Granularity granularity;
    private final int base;
    private final @Nullable Interval @Nullable [][] cache;

    /** @param days the days that are expected; their intervals are made once */
    LocalTimes(ZoneId zone, Granularity granularity, DateRange days) {
        this.zone = zone;
        this.granularity = granularity;
        this.base = key(days.first());
        this.cache = new @Nullable Interval @Nullable [key(days.last()) - base + 1][];
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
    @Nullable Interval find(int dayKey, int hour) {
        @Nullable Interval @Nullable [] ofDay = ofDay(dayKey);
        int index = granularity == Granularity.DAY ? 0 : hour;
        return ofDay == null || index < 0 || index >= ofDay.length ? null : ofDay[index];
    }

    private @Nullable Interval @Nullable [] ofDay(int dayKey) {
        int index = dayKey - base;
        if (index < 0 || index >= cache.length) {
            return make(dayKey);
        }
        @Nullable Interval @Nullable [] cached = cache[index];
        if (cached == null) {
            cached = make(dayKey);
            cache[index] = cached;
        }
        return cached;
    }

    private @Nullable Interval @Nullable [] make(int dayKey) {
        try {
            LocalDate day = LocalDate.of(dayKey >> 9, dayKey >> 5 & 15, dayKey & 31);
            boolean leftOut = !day.plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .isAfter(day.atStartOfDay(zone).toInstant());
            if (leftOut) {
                return null;
            }
            return granularity == Granularity.DAY ? new Interval[] {Interval.ofDay(day, zone)} : hours(day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    private @Nullable Interval[] hours(LocalDate day) {
        @Nullable Interval[] hours = new @Nullable Interval[HOURS];
        for (Interval interval : Interval.hoursOf(day, zone)) {
            int hour = interval.start().atZone(zone).getHour();
            hours[hour] = hours[hour] == null ? interval : hours[hour];
        }
        return hours;
    }
}
