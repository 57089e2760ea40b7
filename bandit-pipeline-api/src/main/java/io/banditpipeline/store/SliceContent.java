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

    /** The first instant for which the slice is not complete: the watermark moves there if it is beyond it (R7). */
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
