package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.sql.Times;
import java.time.Instant;
import java.time.LocalDate;

/** Bounds of queries as whole numbers: a bound beyond what the database can hold becomes the nearest that it can. */
final class Cells {
    private static final long SECONDS_A_DAY = 86_400;
    private static final long WIDEST_OFFSET_SECONDS = 18 * 3_600L;
    private static final Instant EARLIEST = Instant.ofEpochSecond(-9_000_000_000_000L);
    private static final Instant LATEST = Instant.ofEpochSecond(9_000_000_000_000L);
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private Cells() {}

    static long micros(Instant bound) {
        return Times.micros(bound.isBefore(EARLIEST) ? EARLIEST : bound.isAfter(LATEST) ? LATEST : bound);
    }

    static int day(LocalDate bound) {
        return Times.day(bound.isBefore(FIRST) ? FIRST : bound.isAfter(LAST) ? LAST : bound);
    }

    static LocalDate date(long day) {
        return Times.day(Math.toIntExact(day));
    }

    /** The first whole second that is not before an instant. */
    static long secondsNotBefore(Instant instant) {
        return instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0);
    }

    /** An epoch second before which no interval of a day starts, in any zone. */
    static long earliestStart(long day) {
        return date(day).toEpochDay() * SECONDS_A_DAY - WIDEST_OFFSET_SECONDS;
    }

    /** An epoch second at and after which no interval of a day starts, in any zone. */
    static long latestStart(long day) {
        return (date(day).toEpochDay() + 1) * SECONDS_A_DAY + WIDEST_OFFSET_SECONDS;
    }
}
