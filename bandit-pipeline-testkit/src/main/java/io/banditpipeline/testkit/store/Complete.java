package io.banditpipeline.testkit.store;

import io.banditpipeline.store.SliceContent;
import java.time.Instant;

/** What is complete of a feed: from an instant to another. */
record Complete(Instant from, Instant until) {
    static Complete of(SliceContent content) {
        Instant start = content.slice()
                .days()
                .first()
                .atStartOfDay(content.slice().account().zone())
                .toInstant();
        return new Complete(start, Kept.micros(content.completeUntil()));
    }

    /** What is complete once a slice is, too. */
    Complete and(Complete slice) {
        if (slice.from.isAfter(until)) {
            return slice.until.isAfter(slice.from) ? slice : this;
        }
        if (slice.until.isBefore(from)) {
            return this;
        }
        return new Complete(
                slice.from.isBefore(from) ? slice.from : from, slice.until.isAfter(until) ? slice.until : until);
    }
}
