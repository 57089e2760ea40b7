package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.workload.MetricRow;
import java.util.List;

/** One way to upsert rows into {@link PlainTable}, within the transaction of its connection. */
@FunctionalInterface
interface PlainUpsert extends AutoCloseable {
    /** Upserts rows; the caller commits. */
    void upsert(List<MetricRow> rows) throws Exception;

    @Override
    default void close() {
        // most ways hold nothing between calls
    }
}
