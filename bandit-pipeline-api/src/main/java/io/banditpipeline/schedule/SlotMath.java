package io.banditpipeline.schedule;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** Computes slots. Stateless. */
final class SlotMath {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private SlotMath() {}

    static void requireDelay(Duration delay) {
        if (delay.isNegative() || delay.isZero() || delay.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "delay must be positive and at most " + LONGEST.toDays() + " days, but is " + delay);
        }
    }

    static void requireGrid(Duration period, Duration offset) {
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.compareTo(LONGEST) > 0 || !isWhole(period)) {
            throw new IllegalArgumentException(
                    "period must be 1 ms to " + LONGEST.toDays() + " days and whole milliseconds, but is " + period);
        }
        if (offset.isNegative() || offset.compareTo(period) >= 0 || !isWhole(offset)) {
            throw new IllegalArgumentException("offset must be at least zero, below the period " + period
                    + " and whole milliseconds, but is " + offset);
        }
    }

    static void requireWholeMillis(LocalTime at) {
        if (at.getNano() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("at must be whole milliseconds, but is " + at);
        }
    }

    private static boolean isWhole(Duration duration) {
        return duration.toNanosPart() % NANOS_PER_MILLI == 0;
    }

    /** Refuses instants at which calendars and databases end, so that no slot lies beyond what they bear. */
    private static void requireInRange(Instant instant) {
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new IllegalArgumentException(
                    "slots are computed from " + FIRST + " to " + LAST + ", but are asked for at " + instant);
        }
    }

    static Instant nextAfterDelay(Instant after, Duration delay) {
        requireInRange(after);
        Instant slot = after.plus(delay);
        Instant whole = slot.truncatedTo(ChronoUnit.MILLIS);
        return whole.equals(slot) ? slot : whole.plusMillis(1);
    }

    static Instant nextOnGrid(Instant after, Trigger.Every grid) {
        return latestOnGrid(after, grid).plus(grid.period());
    }

    /** The latest slot that is not after an instant. */
    static Instant latestOnGrid(Instant instant, Trigger.Every grid) {
        requireInRange(instant);
        long step = grid.period().toMillis();
        long since = instant.minus(grid.offset()).toEpochMilli(); // rounds down, also before the epoch
        return Instant.ofEpochMilli(Math.floorDiv(since, step) * step).plus(grid.offset());
    }

    static Instant nextDaily(Instant after, Trigger.Daily daily) {
        LocalDate first = dateBefore(after, daily.zone());
        return nextLocal(after, first, 1, daily);
    }

    static Instant nextWeekly(Instant after, Trigger.Weekly weekly) {
        DayOfWeek day = weekly.day();
        LocalDate first = dateBefore(after, weekly.zone()).with(TemporalAdjusters.previousOrSame(day));
        Trigger.Daily clock = new Trigger.Daily(weekly.at(), weekly.zone(), weekly.gap(), weekly.overlap());
        return nextLocal(after, first, DayOfWeek.values().length, clock);
    }

    /**
     * The date before the one that it is in the zone. The slot of that date may still come, where a gap or an overlap
     * spans midnight; that of an earlier one cannot, since no zone turned its clock by more than a day.
     */
    private static LocalDate dateBefore(Instant after, ZoneId zone) {
        requireInRange(after);
        return after.atZone(zone).toLocalDate().minusDays(1);
    }

    private static Instant nextLocal(Instant after, LocalDate first, int days, Trigger.Daily clock) {
        for (LocalDate date = first; ; date = date.plusDays(days)) {
            Instant slot = firstAfter(after, date.atTime(clock.at()), clock);
            if (slot != null) {
                return slot;
            }
        }
    }

    private static @Nullable Instant firstAfter(Instant after, LocalDateTime local, Trigger.Daily clock) {
        ZoneRules rules = clock.zone().getRules();
        ZoneOffsetTransition turn = rules.getTransition(local);
        if (turn == null) {
            return later(local.toInstant(rules.getOffset(local)), after);
        }
        if (turn.isGap()) {
            return isWholeDate(turn, local.toLocalDate()) ? null : inGap(after, local, turn, clock.gap());
        }
        Instant earlier = later(local.toInstant(turn.getOffsetBefore()), after);
        Instant second = later(local.toInstant(turn.getOffsetAfter()), after);
        return switch (clock.overlap()) {
            case EARLIER -> earlier;
            case LATER -> second;
            case BOTH -> earlier == null ? second : earlier;
        };
    }

    /** Whether a zone left out a whole date, as Samoa did with 2011-12-30: there is then nothing to fire for. */
    private static boolean isWholeDate(ZoneOffsetTransition gap, LocalDate date) {
        return !gap.getDateTimeBefore().isAfter(date.atStartOfDay())
                && !gap.getDateTimeAfter().isBefore(date.plusDays(1).atStartOfDay());
    }

    private static @Nullable Instant inGap(
            Instant after, LocalDateTime local, ZoneOffsetTransition turn, Trigger.Gap gap) {
        return switch (gap) {
            case AT_END -> later(turn.getInstant(), after);
            case SHIFTED -> later(local.toInstant(turn.getOffsetBefore()), after);
            case SKIPPED -> null;
        };
    }

    private static @Nullable Instant later(Instant slot, Instant after) {
        return slot.isAfter(after) ? slot : null;
    }
}
