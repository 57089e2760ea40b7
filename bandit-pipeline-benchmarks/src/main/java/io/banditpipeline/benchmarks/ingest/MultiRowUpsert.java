package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.workload.MetricRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Hand-written JDBC: one prepared INSERT with many rows of VALUES, bound again for each chunk. */
final class MultiRowUpsert implements PlainUpsert {
    private final Connection connection;
    private final Database database;
    private final String table;
    private final int rowsPerStatement;
    private final PreparedStatement full;

    MultiRowUpsert(Connection connection, Database database, String table, int rowsPerStatement) throws SQLException {
        this.connection = connection;
        this.database = database;
        this.table = table;
        this.rowsPerStatement = rowsPerStatement;
        this.full = prepare(rowsPerStatement);
    }

    private PreparedStatement prepare(int rows) throws SQLException {
        return connection.prepareStatement(PlainTable.upsertSql(database, table, rows));
    }

    @Override
    public void upsert(List<MetricRow> rows) throws SQLException {
        int rest = rows.size() % rowsPerStatement;
        int whole = rows.size() - rest;
        for (int from = 0; from < whole; from += rowsPerStatement) {
            execute(full, rows.subList(from, from + rowsPerStatement));
        }
        if (rest > 0) {
            try (PreparedStatement last = prepare(rest)) {
                execute(last, rows.subList(whole, rows.size()));
            }
        }
    }

    private static void execute(PreparedStatement statement, List<MetricRow> rows) throws SQLException {
        int parameter = 1;
        for (MetricRow row : rows) {
            PlainTable.bind(statement, parameter, row);
            parameter += PlainTable.COLUMNS.size();
        }
        statement.executeUpdate();
    }

    @Override
    public void close() {
        try {
            full.close();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close the statement", e);
        }
    }
}
