package io.banditpipeline.jooq.internal.bulk;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes rows into one table over one connection: inserts keys that are new, replaces all other columns of those that
 * exist. It keeps its statements prepared until it is closed; transactions are the caller's. Not thread-safe.
 */
public abstract sealed class BulkUpserter implements AutoCloseable permits UnnestUpserter, LadderUpserter {
    /** A writer for a table; close it before the connection. */
    public static BulkUpserter open(Connection connection, BulkDialect dialect, BulkTable table) {
        return dialect == BulkDialect.POSTGRESQL
                ? new UnnestUpserter(connection, dialect, table)
                : new LadderUpserter(connection, dialect, table);
    }

    /**
     * Writes all rows of the buffer, and sorts it by key on the way; of rows with equal keys the last one is written.
     * Give it {@link BulkDialect#rowsPerChunk} rows at a time.
     *
     * @throws SQLException if the database refuses; some of the rows may have been written then
     */
    public final void upsert(RowBuffer rows) throws SQLException {
        rows.sortAndDeduplicate();
        write(rows);
    }

    abstract void write(RowBuffer rows) throws SQLException;

    /** Closes the statements. */
    @Override
    public abstract void close() throws SQLException;
}
