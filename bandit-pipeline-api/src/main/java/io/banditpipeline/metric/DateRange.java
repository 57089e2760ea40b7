package io.banditpipeline.metric;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consecutive local days, both ends included.
 *
 * @param first the first day
 * @param last the last day, not before the first
 */
public record DateRange(LocalDate first, LocalDate last) implements Serializable {
    /** @throws IllegalArgumentException if {@code last} is before {@code first} */
    public DateRange {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("last day " + last + " is before first day " + first);
        }
    }

    /** One day. */
    public static DateRange of(LocalDate day) {
        return new DateRange(day, day);
    }

    /** The number of days, at least 1. */
    public long days() {
        return ChronoUnit.DAYS.between(first, last) + 1;
    }

    /** Whether the day is in the range. */
    public boolean contains(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** The days that are in both ranges. */
    public Optional<DateRange> intersection(DateRange other) {
        LocalDate from = first.isAfter(other.first) ? first : other.first;
        LocalDate to = last.isBefore(other.last) ? last : other.last;
        return to.isBefore(from) ? Optional.empty() : Optional.of(new DateRange(from, to));
    }

    /**
     * Cuts the range into consecutive pieces, oldest first.
     *
     * @param maxDays the most days in one piece; at least 1
     * @throws IllegalArgumentException if {@code maxDays} is below 1
     */
    public List<DateRange> split(int maxDays) {
        if (maxDays < 1) {
            throw new IllegalArgumentException("maxDays must be at least 1, but is " + maxDays);
        }
        List<DateRange> pieces = new ArrayList<>();
        for (LocalDate from = first;
                !from.isAfter(last);
                from = pieces.get(pieces.size() - 1).last().plusDays(1)) {
            long end = Math.min(from.toEpochDay() + maxDays - 1L, last.toEpochDay());
            pieces.add(new DateRange(from, LocalDate.ofEpochDay(end)));
        }
        return pieces;
    }

    /** As ISO interval, {@code 2026-11-01/2026-11-07}. */
    @Override
    public String toString() {
        return first + "/" + last;
    }
}
