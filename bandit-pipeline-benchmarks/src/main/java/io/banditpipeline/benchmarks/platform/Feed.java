package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.metric.Slice;
import java.io.IOException;

/**
 * The rows of a slice as a platform writes them, made while they are written. They hang on a seed and on their number
 * only. Immutable and thread-safe.
 */
interface Feed {
    /** The slice that the rows are of. */
    Slice slice();

    /**
     * Writes one whole answer, or one page.
     *
     * @param out takes it; is not flushed
     * @param first the number of its first row, from 0
     * @param page the number of the page, from 0
     * @param end where the last answer ends: as soon as so many bytes have been written
     * @return how many rows it has
     */
    long write(TextOut out, long first, long page, long end) throws IOException;

    /** Whether there are more pages behind one that has been written. */
    default boolean hasMore(TextOut out, long end) {
        return false;
    }
}
