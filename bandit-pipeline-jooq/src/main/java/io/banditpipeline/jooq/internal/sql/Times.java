package io.banditpipeline.jooq.internal.sql;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as epoch microseconds, days as yyyymmdd: the database needs no time zone. */
public final class Times {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Times() {}

    /**
     * An instant in epoch microseconds, rounded down.
     *
     * @throws ArithmeticException if it is further than some 290,000 years away
     */
    public static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1_000L);
    }

    /**
     * A duration in microseconds, rounded down.
     *
     * @throws ArithmeticException if it is longer than some 290,000 years
     */
    public static long micros(Duration duration) {
        return Math.addExact(Math.multiplyExact(duration.getSeconds(), MICROS_PER_SECOND), duration.getNano() / 1_000L);
    }

    /** A bound in epoch microseconds: instants that are further away than can be kept are as good as the furthest. */
    public static long bound(Instant instant) {
        if (instant.isAfter(instant(Long.MAX_VALUE))) {
            return Long.MAX_VALUE;
        }
        return instant.isBefore(instant(Long.MIN_VALUE)) ? Long.MIN_VALUE : micros(instant);
    }

    /** The instant of epoch microseconds. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** A day as yyyymmdd; years before 1 are negative. */
    public static int day(LocalDate day) {
        int monthAndDay = day.getMonthValue() * 100 + day.getDayOfMonth();
        return day.getYear() * 10_000 + monthAndDay;
    }

    /** The same, null for null. */
    public static @Nullable Integer dayOrNull(@Nullable LocalDate day) {
        return day == null ? null : day(day);
    }

    /** The day of yyyymmdd. */
    public static LocalDate day(int code) {
        int monthAndDay = Math.floorMod(code, 10_000);
        return LocalDate.of(Math.floorDiv(code, 10_000), monthAndDay / 100, monthAndDay % 100);
    }

    /** The same, null for null. */
    public static @Nullable LocalDate dayOrNull(@Nullable Integer code) {
        return code == null ? null : day(code.intValue());
    }
}
