package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.workload.MetricRow;
import io.banditpipeline.jooq.internal.bulk.BulkColumn;
import io.banditpipeline.jooq.internal.bulk.BulkDialect;
import io.banditpipeline.jooq.internal.bulk.BulkTable;
import io.banditpipeline.jooq.internal.bulk.BulkUpserter;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** This library's bulk path, on the plain table. */
final class OurBulkUpsert implements PlainUpsert {
    private static final BulkTable TABLE = new BulkTable(
            PlainTable.NAME,
            PlainTable.KEYS.size(),
            List.of(
                    BulkColumn.of("arm_no", BulkColumn.Type.LONG),
                    BulkColumn.of("start_s", BulkColumn.Type.LONG),
                    BulkColumn.of("feed_no", BulkColumn.Type.INT),
                    BulkColumn.of("precedence", BulkColumn.Type.INT),
                    BulkColumn.of("local_day", BulkColumn.Type.INT),
                    BulkColumn.of("observed_us", BulkColumn.Type.LONG),
                    BulkColumn.nullableLong("impressions"),
                    BulkColumn.nullableLong("clicks"),
                    BulkColumn.nullableLong("conversion_micros"),
                    BulkColumn.nullableLong("cost_micros"),
                    BulkColumn.nullableLong("revenue_micros")));

    private final int chunk;
    private final RowBuffer buffer;
    private final BulkUpserter upserter;

    OurBulkUpsert(Connection connection) throws SQLException {
        BulkDialect dialect = BulkDialect.of(connection);
        chunk = dialect.rowsPerChunk();
        buffer = TABLE.buffer(chunk);
        upserter = BulkUpserter.open(connection, dialect, TABLE);
    }

    @Override
    public void upsert(List<MetricRow> rows) throws SQLException {
        for (int from = 0; from < rows.size(); from += chunk) {
            buffer.clear();
            rows.subList(from, Math.min(from + chunk, rows.size())).forEach(this::add);
            upserter.upsert(buffer);
        }
    }

    private void add(MetricRow row) {
        int index = buffer.addRow();
        buffer.set(index, 0, row.armNo());
        buffer.set(index, 1, row.startSeconds());
        buffer.set(index, 2, row.feedNo());
        buffer.set(index, 3, row.precedence());
        buffer.set(index, 4, row.localDay());
        buffer.set(index, 5, row.observedMicros());
        buffer.set(index, 6, row.impressions());
        buffer.set(index, 7, row.clicks());
        buffer.set(index, 8, row.conversionMicros());
        buffer.set(index, 9, row.costMicros());
        buffer.set(index, 10, row.revenueMicros());
    }

    @Override
    public void close() {
        try {
            upserter.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the upserter", e);
        }
    }
}
