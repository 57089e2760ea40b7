package io.banditpipeline.benchmarks.platform;

import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.RejectedRow;

/** Counts rows and their impressions, and forgets them. A row that cannot be read is a bad result. Not thread-safe. */
final class RowCount implements ObservationSink {
    private long rows;
    private long impressions;

    @Override
    public void accept(Observation row) {
        rows++;
        impressions += row.metrics().orZero(Metric.IMPRESSIONS);
    }

    @Override
    public void reject(RejectedRow row) {
        throw new BadResultException("a row was rejected: " + row);
    }

    /** How many rows came. */
    long rows() {
        return rows;
    }

    /** The sum of their impressions. */
    long impressions() {
        return impressions;
    }
}
