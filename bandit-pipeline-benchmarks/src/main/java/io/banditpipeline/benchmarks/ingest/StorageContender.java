package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.TableSnapshot;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;
import io.banditpipeline.benchmarks.workload.Checksum;
import io.banditpipeline.benchmarks.workload.MetricRow;
import io.banditpipeline.benchmarks.workload.Workload;
import io.banditpipeline.benchmarks.workload.WorkloadFeed;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** This library's whole way of storing: revisions, daily roll-up and watermark, slice by slice. */
final class StorageContender implements Contender {
    /** The tables that storing metrics changes. */
    static final List<String> TABLES = List.of("metric", "metric_history", "metric_daily", "watermark");

    private final String name;
    private final MetricStore metrics;
    private final TableSnapshot initial;
    private final Workload workload;
    private final List<MetricRow> rows;
    private final WorkloadFeed feed;
    private final Instant observedAt;
    private final SliceReceipt expected;
    private SliceReceipt receipt = new SliceReceipt(0, 0, 0, 0);

    /**
     * @param initial what is stored before each run
     * @param rows all rows of the workload, as they are stated now
     * @param expected what storing them must change
     */
    StorageContender(
            String name,
            MetricStore metrics,
            TableSnapshot initial,
            Workload workload,
            List<MetricRow> rows,
            SliceReceipt expected) {
        this.name = name;
        this.metrics = metrics;
        this.initial = initial;
        this.workload = workload;
        this.rows = rows;
        this.feed = new WorkloadFeed(workload);
        this.observedAt = workload.observedAt(1);
        this.expected = expected;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() throws SQLException {
        initial.restore();
    }

    @Override
    public void run() {
        int hours = workload.hours();
        receipt = feed.replace(metrics, (arm, hour) -> rows.get(arm * hours + hour), hours, observedAt);
    }

    @Override
    public void verify() {
        if (!receipt.equals(expected)) {
            throw new BadResultException(name + " changed " + receipt + " instead of " + expected);
        }
        Checksum right = Checksum.of(rows);
        Checksum found = feed.dailyFacts(metrics, observedAt);
        if (!found.equals(right)) {
            throw new BadResultException(name + " left " + found + " instead of " + right);
        }
    }

    @Override
    public void close() {
        // the storage belongs to whoever opened it
    }
}
