package io.banditpipeline.testkit.store;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.SliceContent;
import java.time.Instant;
import java.util.List;

/** The content of a slice in memory. */
record Fetched(
        Slice slice,
        Instant observedAt,
        Instant completeUntil,
        Iterable<Observation> rows,
        Iterable<Observation> parked,
        Iterable<RejectedRow> rejected)
        implements SliceContent {
    /** Rows only, of a slice that was over when it was fetched. */
    static Fetched of(Slice slice, Instant observedAt, Observation... rows) {
        return new Fetched(slice, observedAt, observedAt, List.of(rows), List.of(), List.of());
    }

    Fetched withRows(Iterable<Observation> other) {
        return new Fetched(slice, observedAt, completeUntil, other, parked, rejected);
    }

    Fetched withParked(Observation... other) {
        return new Fetched(slice, observedAt, completeUntil, rows, List.of(other), rejected);
    }

    Fetched withRejected(RejectedRow... other) {
        return new Fetched(slice, observedAt, completeUntil, rows, parked, List.of(other));
    }

    Fetched completeUntil(Instant other) {
        return new Fetched(slice, observedAt, other, rows, parked, rejected);
    }
}
