package io.banditpipeline.testkit.store;

import io.banditpipeline.store.SliceContent;
import java.time.Instant;

/** What is complete of a feed: from an instant to another. If nothing is, both are what could have been the end. */
record Complete(Instant from, Instant until) {
    static Complete of(SliceContent content) {
        Instant start = content.slice()
                .days()
                .first()
                .atStartOfDay(content.slice().account().zone())
                .toInstant();
        Instant until = Kept.micros(content.completeUntil());
        return new Complete(start.isBefore(until) ? start : until, until);
    }

    /** What is complete once a slice is, too: what does not touch is not joined, and the later counts. */
    Complete and(Complete slice) {
        if (isEmpty()) {
            return !slice.isEmpty() || slice.until.isAfter(until) ? slice : this;
        }
        if (slice.isEmpty() || slice.until.isBefore(from)) {
            return this;
        }
        if (slice.from.isAfter(until)) {
            return slice;
        }
        return new Complete(
                slice.from.isBefore(from) ? slice.from : from, slice.until.isAfter(until) ? slice.until : until);
    }

    private boolean isEmpty() {
        return from.equals(until);
    }
}
