package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Slice;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A slice that is to be fetched.
 *
 * @param slice the slice
 * @param open whether its days are not over or others before them are missing: its rows are judged one by one only
 * @param completes whether it becomes complete; of one that does not, what it lacks is not taken to be gone
 */
record PlannedSlice(Slice slice, boolean open, boolean completes) {
    /** The first instant for which the slice is not complete. */
    Instant completeUntil() {
        LocalDate day =
                completes ? slice.days().last().plusDays(1) : slice.days().first();
        return day.atStartOfDay(slice.account().zone()).toInstant();
    }
}
