package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.store.SliceContent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is complete of a feed, in epoch microseconds: from one instant to another. If nothing is, both are the instant
 * up to which something could have been.
 */
record Complete(long fromUs, long untilUs) {
    /** What is complete of a slice. */
    static Complete of(SliceContent content) {
        Slice slice = content.slice();
        Instant start =
                slice.days().first().atStartOfDay(slice.account().zone()).toInstant();
        long untilUs = Times.micros(content.completeUntil());
        return new Complete(Math.min(Times.micros(start), untilUs), untilUs);
    }

    /** What is kept: the end is null where nothing is complete yet. */
    static Complete of(long fromUs, @Nullable Long untilUs) {
        return untilUs == null ? new Complete(fromUs, fromUs) : new Complete(Math.min(fromUs, untilUs), untilUs);
    }

    /** What is complete once a slice is, too: what does not touch is not joined, and the later counts. */
    Complete and(Complete slice) {
        if (slice.isEmpty() || isEmpty()) {
            return isEmpty() && (!slice.isEmpty() || slice.untilUs > untilUs) ? slice : this;
        }
        if (slice.fromUs > untilUs) {
            return slice;
        }
        return slice.untilUs < fromUs
                ? this
                : new Complete(Math.min(fromUs, slice.fromUs), Math.max(untilUs, slice.untilUs));
    }

    private boolean isEmpty() {
        return fromUs == untilUs;
    }
}
