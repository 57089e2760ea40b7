package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.bulk.BulkColumn;
import io.banditpipeline.jooq.internal.bulk.BulkColumn.Type;
import io.banditpipeline.jooq.internal.bulk.BulkTable;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.metric.Metrics;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The columns that effective revisions and historic ones share, in the order in which buffers hold them. */
final class RevisionTable {
    static final int ARM = 0;
    static final int START = 1;
    static final int GRANULARITY = 2;
    static final int ENTITY = 3;
    static final int OBSERVED = 4;
    static final int PRECEDENCE = 5;
    static final int DAY = 6;
    static final int FEED = 7;
    static final int TOMBSTONE = 8;
    static final int QUANTITIES = 9;
    static final int WIDTH = 14;

    /** Arm, start, granularity, entity: what revisions are revisions of. */
    static final int ROW_KEY = 4;

    /** The same and when it was observed with which precedence. */
    static final int REVISION_KEY = 6;

    static final List<BulkColumn> COLUMNS = List.of(
            BulkColumn.of("arm_no", Type.LONG),
            BulkColumn.of("start_s", Type.LONG),
            BulkColumn.of("granularity", Type.SHORT),
            BulkColumn.of("entity_no", Type.LONG),
            BulkColumn.of("observed_us", Type.LONG),
            BulkColumn.of("precedence", Type.SHORT),
            BulkColumn.of("local_day", Type.INT),
            BulkColumn.of("feed_no", Type.INT),
            BulkColumn.of("tombstone", Type.SHORT),
            BulkColumn.nullableLong("impressions"),
            BulkColumn.nullableLong("clicks"),
            BulkColumn.nullableLong("conversion_micros"),
            BulkColumn.nullableLong("cost_micros"),
            BulkColumn.nullableLong("revenue_micros"));

    static final List<String> KEY_NAMES = List.of("arm_no", "start_s", "granularity", "entity_no");

    private RevisionTable() {}

    static BulkTable effective(String name) {
        return new BulkTable(name, ROW_KEY, COLUMNS);
    }

    static BulkTable history(String name) {
        return new BulkTable(name, REVISION_KEY, COLUMNS);
    }

    static RowBuffer buffer() {
        return new RowBuffer(WIDTH, ROW_KEY, 1_024);
    }

    /** Fills a row's cells from {@code from} on with a result that selects all columns in order. */
    static void read(ResultSet result, RowBuffer rows, int row, int from) throws SQLException {
        for (int c = from; c < WIDTH; c++) {
            rows.set(row, c, c < QUANTITIES ? result.getLong(c + 1) : quantity(result, c + 1));
        }
    }

    /** Reads the key that a result stands on. */
    static void readKey(ResultSet result, long[] key) throws SQLException {
        for (int c = 0; c < ROW_KEY; c++) {
            key[c] = result.getLong(c + 1);
        }
    }

    /** A quantity that is null where it was not reported. */
    static long quantity(ResultSet result, int column) throws SQLException {
        long value = result.getLong(column);
        return value == 0 && result.wasNull() ? Metrics.ABSENT : value;
    }

    /** Five quantities from a column on. */
    static Metrics metrics(ResultSet result, int column) throws SQLException {
        return new Metrics(
                quantity(result, column),
                quantity(result, column + 1),
                quantity(result, column + 2),
                quantity(result, column + 3),
                quantity(result, column + 4));
    }

    static void set(RowBuffer rows, int row, int column, Metrics metrics) {
        rows.set(row, column, metrics.impressions());
        rows.set(row, column + 1, metrics.clicks());
        rows.set(row, column + 2, metrics.conversionMicros());
        rows.set(row, column + 3, metrics.costMicros());
        rows.set(row, column + 4, metrics.revenueMicros());
    }
}
