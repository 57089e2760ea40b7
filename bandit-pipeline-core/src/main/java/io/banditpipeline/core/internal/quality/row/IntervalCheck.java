package io.banditpipeline.core.internal.quality.row;

import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Whether an interval is a whole hour or day on the account's clock.
 *
 * <p>A day is whatever {@code java.time} makes of it: 23, 24, 24.5 or 25 hours, from whatever time it starts at. An
 * hour starts with an hour of UTC, with an hour of the local clock, or a whole number of hours after its day did:
 * platforms do either, and these differ where offsets have half hours. Instants have neither gaps nor overlaps, so that
 * hours that a local clock skips or repeats need no rule here: readers of local times refuse them.
 */
final class IntervalCheck implements RowRule.Check {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long SECONDS_PER_HOUR = 3_600;
    /** Storages count rows by quarters of an hour. */
    private static final long SECONDS_PER_QUARTER = 900;
    /** No clock was put back by more than this at once since 2000. */
    private static final long LONGEST_OVERLAP_SECONDS = 3 * SECONDS_PER_HOUR;

    private final SteadyClocks clocks = new SteadyClocks();

    @Override
    public Verdict judge(Observation row, RowContext context) {
        Interval interval = row.interval();
        ZoneId zone = context.slice().account().zone();
        boolean whole = interval.granularity() == Granularity.DAY ? isDay(interval, zone) : isHour(interval, zone);
        return whole ? Verdict.PASS : violation(interval, zone);
    }

    private boolean isDay(Interval interval, ZoneId zone) {
        return isOrdinaryDay(interval, zone)
                || (interval.start().equals(startOf(interval.day(), zone))
                        && interval.end().equals(endOf(interval.day(), zone)));
    }

    /**
     * Without the calendar, which costs more: 24 hours from midnight, the clock neither put forward nor back nearby.
     */
    private boolean isOrdinaryDay(Interval interval, ZoneId zone) {
        long start = interval.start().getEpochSecond();
        long end = interval.end().getEpochSecond();
        if (end - start != SECONDS_PER_DAY || hasFraction(interval)) {
            return false;
        }
        SteadyClocks.Steady steady = clocks.at(interval.start(), zone);
        return start + steady.offsetSeconds() == interval.day().toEpochDay() * SECONDS_PER_DAY
                && steady.contains(end)
                && steady.contains(start - LONGEST_OVERLAP_SECONDS);
    }

    private boolean isHour(Interval interval, ZoneId zone) {
        long seconds = interval.start().getEpochSecond();
        if (interval.end().getEpochSecond() - seconds != SECONDS_PER_HOUR
                || hasFraction(interval)
                || seconds % SECONDS_PER_QUARTER != 0) {
            return false;
        }
        long local = seconds + clocks.at(interval.start(), zone).offsetSeconds();
        return Math.floorDiv(local, SECONDS_PER_DAY) == interval.day().toEpochDay()
                && (seconds % SECONDS_PER_HOUR == 0
                        || local % SECONDS_PER_HOUR == 0
                        || (seconds - startOf(interval.day(), zone).getEpochSecond()) % SECONDS_PER_HOUR == 0);
    }

    private static boolean hasFraction(Interval interval) {
        return (interval.start().getNano() | interval.end().getNano()) != 0;
    }

    private static Instant startOf(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** After the last day that the calendar knows there is no other. */
    private static Instant endOf(LocalDate day, ZoneId zone) {
        return day.equals(LocalDate.MAX) ? Instant.MAX : startOf(day.plusDays(1), zone);
    }

    private static Verdict violation(Interval interval, ZoneId zone) {
        return new Verdict.Violation(
                "interval",
                interval.start() + "/" + interval.end(),
                "expected a whole " + (interval.granularity() == Granularity.DAY ? "day" : "hour") + " of "
                        + interval.day() + " in the account's zone " + zone + ", " + dayText(interval.day(), zone));
    }

    private static String dayText(LocalDate day, ZoneId zone) {
        Instant start = startOf(day, zone);
        Instant end = endOf(day, zone);
        return end.isAfter(start)
                ? "where that day is " + start + "/" + end + " ("
                        + Duration.between(start, end).toString().substring(2) + ")"
                : "where there is no such day";
    }
}
