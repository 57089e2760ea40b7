package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.time.LocalClock;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The days of a slice and their hours in the account's zone, each made once. Not thread-safe.
 *
 * <p>Meta names hours by the account's clock, without an offset: where the clock is put back, the rows of the hour that
 * comes twice are one, which is kept as the first of the two; where it is put forward, an hour is missing.
 */
final class AccountDays {
    private static final int HOURS = 24;
    private static final String HOUR_TAIL = ":00:00 - ";
    private static final String HOUR_END = ":59:59";
    private static final int HOUR_LENGTH = "07:00:00 - 07:59:59".length();

    private final DateRange days;
    private final ZoneId zone;
    private final Map<String, Day> byText = new HashMap<>();

    AccountDays(DateRange days, ZoneId zone) {
        this.days = days;
        this.zone = zone;
        for (LocalDate day = days.first(); !day.isAfter(days.last()); day = day.plusDays(1)) {
            if (LocalClock.hasDay(day, zone)) {
                byText.put(day.toString(), new Day(day));
            }
        }
    }

    /** The day that Meta writes so; null if it is none of the slice, or none at all. */
    @Nullable
    Interval day(String text) {
        @Nullable Day day = byText.get(text);
        return day == null ? null : day.whole;
    }

    /** The hour that Meta writes so, such as {@code "07:00:00 - 07:59:59"}; null if the day has no such hour. */
    @Nullable
    Interval hour(String day, String text) {
        @Nullable Day known = byText.get(day);
        int hour = number(text);
        return known == null || hour < 0 ? null : known.hour(hour);
    }

    /** The days, for people. */
    @Override
    public String toString() {
        return days + " in " + zone;
    }

    private static int number(String text) {
        if (text.length() != HOUR_LENGTH || !text.startsWith(HOUR_TAIL, 2) || !text.endsWith(HOUR_END)) {
            return -1;
        }
        int hour = (text.charAt(0) - '0') * 10 + text.charAt(1) - '0';
        boolean digits = Character.digit(text.charAt(0), 10) >= 0 && Character.digit(text.charAt(1), 10) >= 0;
        return digits && hour < HOURS && text.startsWith(text.substring(0, 2), 2 + HOUR_TAIL.length()) ? hour : -1;
    }

    private final class Day {
        private final LocalDate date;
        private final Interval whole;
        private @Nullable Interval @Nullable [] hours;

        Day(LocalDate date) {
            this.date = date;
            this.whole = Interval.ofDay(date, zone);
        }

        /** Of an hour that comes twice the first; null if the clock leaves it out. */
        private @Nullable Interval hour(int hour) {
            if (hours == null) {
                hours = LocalClock.hours(date, zone);
            }
            return hours[hour];
        }
    }
}
