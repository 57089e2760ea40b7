package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.metric.RevisionTable.ARM;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.ROW_KEY;
import static io.banditpipeline.jooq.internal.metric.RevisionTable.START;

import io.banditpipeline.jooq.internal.bulk.BulkDialect;
import io.banditpipeline.jooq.internal.bulk.BulkTable;
import io.banditpipeline.jooq.internal.bulk.KeyReader;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * Reads what a table holds for the keys of a chunk. Where the keys of an arm lie close together one range is read, and
 * what was not asked for is skipped; where they lie apart, or among the rows of many other entities, they are read one
 * by one.
 */
final class RowLookup implements AutoCloseable {
    private static final long SECONDS_AN_HOUR = 3_600;
    private static final long WIDEST_GAP_SECONDS = 48 * SECONDS_AN_HOUR;
    private static final long SKIPPED_ROWS_A_KEY = 32;

    private final KeyReader ranges;
    private final KeyReader points;
    private final LongUnaryOperator entitiesOfArm;
    private final RowBuffer rangeKeys;
    private final RowBuffer pointKeys;

    /** Takes a stored row and the index of the row of the chunk that has its key. */
    interface Match {
        void found(int row, ResultSet stored) throws SQLException;
    }

    /** @param entitiesOfArm how many entities an arm has, about */
    RowLookup(Connection connection, BulkDialect dialect, BulkTable table, LongUnaryOperator entitiesOfArm) {
        String columns = table.columnList("");
        this.ranges = new KeyReader(
                connection,
                dialect,
                new KeyReader.Query(columns, table.name(), List.of("arm_no"), "start_s", "1 = 1", ""));
        this.points = new KeyReader(
                connection,
                dialect,
                new KeyReader.Query(columns, table.name(), RevisionTable.KEY_NAMES, null, "1 = 1", ""));
        this.entitiesOfArm = entitiesOfArm;
        this.rangeKeys = ranges.keys();
        this.pointKeys = points.keys();
    }

    /**
     * Looks up rows.
     *
     * @param rows sorted by key, each key once
     * @param wanted which of them
     */
    void read(RowBuffer rows, BitSet wanted, Match match) throws SQLException {
        plan(rows, wanted);
        Finder finder = new Finder(rows, wanted, match);
        ranges.read(rangeKeys, finder);
        points.read(pointKeys, finder);
    }

    @Override
    public void close() throws SQLException {
        try (points) {
            ranges.close();
        }
    }

    private void plan(RowBuffer rows, BitSet wanted) {
        rangeKeys.clear();
        pointKeys.clear();
        int first = wanted.nextSetBit(0);
        while (first >= 0) {
            int last = first;
            int count = 1;
            int next = wanted.nextSetBit(first + 1);
            while (next >= 0 && isNear(rows, last, next)) {
                last = next;
                count++;
                next = wanted.nextSetBit(next + 1);
            }
            add(rows, wanted, first, last, count);
            first = next;
        }
    }

    private void add(RowBuffer rows, BitSet wanted, int first, int last, int count) {
        long arm = rows.get(first, ARM);
        long from = rows.get(first, START);
        long to = rows.get(last, START) + 1;
        long hours = (to - from) / SECONDS_AN_HOUR + 1;
        if (hours * Math.max(1, entitiesOfArm.applyAsLong(arm)) <= SKIPPED_ROWS_A_KEY * count) {
            int key = rangeKeys.addRow();
            rangeKeys.set(key, 0, arm);
            rangeKeys.set(key, 1, from);
            rangeKeys.set(key, 2, to);
            return;
        }
        for (int row = first; row >= 0 && row <= last; row = wanted.nextSetBit(row + 1)) {
            int key = pointKeys.addRow();
            for (int c = 0; c < ROW_KEY; c++) {
                pointKeys.set(key, c, rows.get(row, c));
            }
        }
    }

    private static boolean isNear(RowBuffer rows, int row, int next) {
        return rows.get(row, ARM) == rows.get(next, ARM)
                && rows.get(next, START) - rows.get(row, START) <= WIDEST_GAP_SECONDS;
    }

    /** Finds the row of each result, which mostly come in the same order. */
    private static final class Finder implements KeyReader.RowReader {
        private final RowBuffer rows;
        private final BitSet wanted;
        private final Match match;
        private final long[] key = new long[ROW_KEY];
        private int next;

        Finder(RowBuffer rows, BitSet wanted, Match match) {
            this.rows = rows;
            this.wanted = wanted;
            this.match = match;
        }

        @Override
        public void read(ResultSet result) throws SQLException {
            RevisionTable.readKey(result, key);
            int row = rows.find(key, next);
            if (row >= 0) {
                next = row + 1;
                if (wanted.get(row)) {
                    match.found(row, result);
                }
            }
        }
    }
}
