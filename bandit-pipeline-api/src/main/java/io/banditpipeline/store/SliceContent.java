package io.banditpipeline.store;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;

/**
 * All that a complete fetch of a slice delivered. Every {@link Iterable} can be read again and streams, so that a
 * storage can retry its transaction without holding the rows in memory.
 */
public interface SliceContent {
    /** The slice. */
    Slice slice();

    /** When the fetch began: the observation time of rows that vanished. */
    Instant observedAt();

    /**
     * The first instant for which the slice is not complete. What is complete of the feed grows by what is complete of
     * the slice, if the two touch (R7). A slice that begins later than all that is complete begins it anew: what is
     * before the gap does not count as complete until the gap is filled. A slice that ends before all that is complete
     * changes nothing.
     */
    Instant completeUntil();

    /** Rows of mapped entities; each entity and interval at most once; all within the slice. */
    Iterable<Observation> rows();

    /**
     * Rows of entities that belong to no arm yet; of two of one entity, interval and origin the later observed is kept.
     */
    Iterable<Observation> parked();

    /** Rows that cannot be used. */
    Iterable<RejectedRow> rejected();
}
