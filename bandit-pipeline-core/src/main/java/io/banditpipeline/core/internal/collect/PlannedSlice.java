package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Slice;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A slice that is to be fetched.
 *
 * @param slice the slice
 * @param open whether nothing of it becomes complete, since its days are not over or others before them are missing:
 *     what it lacks is not taken to be gone, and its rows are judged one by one only
 */
record PlannedSlice(Slice slice, boolean open) {
    /** The first instant for which the slice is not complete. */
    Instant completeUntil() {
        LocalDate day = open ? slice.days().first() : slice.days().last().plusDays(1);
        return day.atStartOfDay(slice.account().zone()).toInstant();
    }
}
