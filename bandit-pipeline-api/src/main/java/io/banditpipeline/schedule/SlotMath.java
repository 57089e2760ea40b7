package io.banditpipeline.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Computes slots. Stateless. */
final class SlotMath {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private SlotMath() {}

    static void requirePositive(String property, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(property + " must be positive, but is " + value);
        }
    }

    static void requireGrid(Duration period, Duration offset) {
        if (period.compareTo(Duration.ofMillis(1)) < 0 || period.toNanosPart() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("period must be at least 1 ms and whole milliseconds, but is " + period);
        }
        if (offset.isNegative() || offset.compareTo(period) >= 0 || offset.toNanosPart() % NANOS_PER_MILLI != 0) {
            throw new IllegalArgumentException("offset must be at least zero, below the period " + period
                    + " and whole milliseconds, but is " + offset);
        }
    }

    static Instant nextOnGrid(Instant after, Duration period, Duration offset) {
        long step = period.toMillis();
        long since = after.minus(offset).toEpochMilli(); // rounds down, also before the epoch
        return Instant.ofEpochMilli(Math.multiplyExact(Math.floorDiv(since, step) + 1, step))
                .plus(offset);
    }

    static Instant nextLocal(
            Instant after,
            LocalTime at,
            ZoneId zone,
            Trigger.Gap gap,
            Trigger.Overlap overlap,
            Predicate<LocalDate> dates) {
        ZoneRules rules = zone.getRules();
        // A slot may lie on another date than the one that it stands for, where a gap spans midnight.
        for (LocalDate date = after.atZone(zone).toLocalDate().minusDays(1); ; date = date.plusDays(1)) {
            if (!dates.test(date)) {
                continue;
            }
            Instant slot = firstAfter(after, date.atTime(at), rules, gap, overlap);
            if (slot != null) {
                return slot;
            }
        }
    }

    private static @Nullable Instant firstAfter(
            Instant after, LocalDateTime local, ZoneRules rules, Trigger.Gap gap, Trigger.Overlap overlap) {
        ZoneOffsetTransition turn = rules.getTransition(local);
        if (turn == null) {
            return later(local.toInstant(rules.getOffset(local)), after);
        }
        if (turn.isGap()) {
            return isWholeDate(turn, local.toLocalDate()) ? null : inGap(after, local, turn, gap);
        }
        Instant earlier = later(local.toInstant(turn.getOffsetBefore()), after);
        Instant second = later(local.toInstant(turn.getOffsetAfter()), after);
        return switch (overlap) {
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
