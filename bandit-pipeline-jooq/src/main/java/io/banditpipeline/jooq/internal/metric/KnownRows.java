package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;

/** Stored revisions beside the rows of a chunk: what is known of row i stands at i. */
final class KnownRows {
    private final RowBuffer cells = RevisionTable.buffer();
    private final BitSet present = new BitSet();

    void reset(int rows) {
        cells.resize(rows);
        present.clear();
    }

    boolean has(int row) {
        return present.get(row);
    }

    long get(int row, int column) {
        return cells.get(row, column);
    }

    RowBuffer cells() {
        return cells;
    }

    void put(int row, ResultSet result) throws SQLException {
        RevisionTable.read(result, cells, row, 0);
        present.set(row);
    }

    void put(int row, KnownRows other) {
        for (int c = 0; c < RevisionTable.WIDTH; c++) {
            cells.set(row, c, other.get(row, c));
        }
        present.set(row);
    }
}
