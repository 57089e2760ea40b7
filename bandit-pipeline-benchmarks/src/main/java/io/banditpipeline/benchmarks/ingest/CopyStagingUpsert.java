package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.workload.MetricRow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's ceiling: binary COPY of each chunk into a temporary table, and an upsert from there. */
final class CopyStagingUpsert implements PlainUpsert {
    private static final int CHUNK = 10_000;
    private static final String STAGING = "plain_metric_staging";
    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int ROW_BYTES = 2 + PlainTable.COLUMNS.size() * (4 + 8);

    private final Connection connection;
    private final ByteBuffer buffer = ByteBuffer.allocate(SIGNATURE.length + 8 + CHUNK * ROW_BYTES + 2);

    CopyStagingUpsert(Connection connection) throws SQLException {
        this.connection = connection;
        Server.execute(
                connection, "CREATE TEMPORARY TABLE " + STAGING + " (LIKE " + PlainTable.NAME + ") ON COMMIT DROP");
    }

    @Override
    public void upsert(List<MetricRow> rows) throws SQLException {
        String columns = String.join(", ", PlainTable.COLUMNS);
        String upsert = "INSERT INTO " + PlainTable.NAME + " (" + columns + ") SELECT " + columns + " FROM " + STAGING
                + " " + Database.POSTGRES.onConflictUpdate(PlainTable.KEYS, PlainTable.VALUES);
        for (int from = 0; from < rows.size(); from += CHUNK) {
            copy(rows.subList(from, Math.min(from + CHUNK, rows.size())));
            Server.execute(connection, upsert, "TRUNCATE " + STAGING);
        }
    }

    private void copy(List<MetricRow> rows) throws SQLException {
        buffer.clear();
        buffer.put(SIGNATURE).putInt(0).putInt(0);
        rows.forEach(this::put);
        buffer.putShort((short) -1);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + STAGING + " FROM STDIN (FORMAT binary)");
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        copy.endCopy();
    }

    private void put(MetricRow row) {
        buffer.putShort((short) PlainTable.COLUMNS.size());
        put(row.armNo());
        put(row.startSeconds());
        put(row.feedNo());
        put(row.precedence());
        put(row.localDay());
        put(row.observedMicros());
        put(row.impressions());
        put(row.clicks());
        put(row.conversionMicros());
        put(row.costMicros());
        put(row.revenueMicros());
    }

    private void put(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
    }

    private void put(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
    }
}
