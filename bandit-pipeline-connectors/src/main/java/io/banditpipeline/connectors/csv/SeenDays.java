package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.DateRange;
import java.time.LocalDate;
import java.util.BitSet;

/** The days of a range that rows have told of: one bit a day. Not thread-safe. */
final class SeenDays {
    private final long first;
    private final BitSet days = new BitSet();

    SeenDays(DateRange range) {
        this.first = range.first().toEpochDay();
    }

    /** Notes a day of the range; false if it was noted before. */
    boolean add(LocalDate day) {
        int index = Math.toIntExact(day.toEpochDay() - first);
        boolean isNew = !days.get(index);
        days.set(index);
        return isNew;
    }
}
