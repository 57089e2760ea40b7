package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Slice;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A slice that is to be fetched.
 *
 * @param slice the slice
 * @param open whether its days are not over or others before them are missing: its rows are judged one by one only
 * @param completes whether it becomes complete; of one that does not, what it lacks is not taken to be gone
 * @param newestFirst whether of its days the last must become complete first
 */
record PlannedSlice(Slice slice, boolean open, boolean completes, boolean newestFirst) {
    /** The first instant for which the slice is not complete. */
    Instant completeUntil() {
        LocalDate day =
                completes ? slice.days().last().plusDays(1) : slice.days().first();
        return day.atStartOfDay(slice.account().zone()).toInstant();
    }

    /**
     * The same days in as few pieces as can be, of about the same length, in the order in which they are to be fetched.
     */
    List<PlannedSlice> inPieces(int maxDays) {
        long number = ceilDiv(slice.days().days(), maxDays);
        int length = Math.toIntExact(ceilDiv(slice.days().days(), number));
        List<PlannedSlice> pieces = new ArrayList<>();
        for (DateRange days : slice.days().split(length)) {
            pieces.add(new PlannedSlice(
                    new Slice(slice.source(), slice.account(), slice.level(), slice.granularity(), days),
                    open,
                    completes,
                    newestFirst));
        }
        if (newestFirst) {
            Collections.reverse(pieces);
        }
        return pieces;
    }

    private static long ceilDiv(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor; // Math.ceilDiv came with Java 18
    }
}
