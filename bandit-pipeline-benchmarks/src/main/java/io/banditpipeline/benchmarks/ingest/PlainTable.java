package io.banditpipeline.benchmarks.ingest;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.database.Server;
import io.banditpipeline.benchmarks.database.TableSnapshot;
import io.banditpipeline.benchmarks.workload.MetricRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The one table that all plain ways write to: 11 columns, a primary key that begins with the arm, money in micros. */
final class PlainTable {
    /** Its name. */
    static final String NAME = "plain_metric";

    /** The columns of its primary key. */
    static final List<String> KEYS = List.of("arm_no", "start_s", "feed_no");

    /** The columns that a restatement changes. */
    static final List<String> VALUES = List.of(
            "precedence",
            "local_day",
            "observed_us",
            "impressions",
            "clicks",
            "conversion_micros",
            "cost_micros",
            "revenue_micros");

    /** All columns, in the order of {@link MetricRow}. */
    static final List<String> COLUMNS =
            Stream.concat(KEYS.stream(), VALUES.stream()).toList();

    private static final String INITIAL = NAME + "_initial";
    private static final int FILL_ROWS = 500;

    private final Server server;

    private PlainTable(Server server) {
        this.server = server;
    }

    /** Makes the table, and keeps the rows that it is to hold before each run. */
    static PlainTable create(Server server, List<MetricRow> initial) throws SQLException {
        PlainTable table = new PlainTable(server);
        try (Connection connection = server.connect(Map.of())) {
            Server.execute(connection, table.ddl(NAME), table.ddl(INITIAL));
            connection.setAutoCommit(false);
            try (MultiRowUpsert fill = new MultiRowUpsert(connection, server.database(), INITIAL, FILL_ROWS)) {
                fill.upsert(initial);
            }
            connection.commit();
        }
        return table;
    }

    private String ddl(String table) {
        return "CREATE TABLE " + table + " (arm_no BIGINT NOT NULL, start_s BIGINT NOT NULL, feed_no INT NOT NULL,"
                + " precedence INT NOT NULL, local_day INT NOT NULL, observed_us BIGINT NOT NULL, impressions BIGINT,"
                + " clicks BIGINT, conversion_micros BIGINT, cost_micros BIGINT, revenue_micros BIGINT,"
                + " PRIMARY KEY (" + String.join(", ", KEYS) + "))"
                + (server.database() == Database.SQLITE ? " WITHOUT ROWID" : "");
    }

    /** Brings the table back to its first state. */
    void restore(Connection connection) throws SQLException {
        TableSnapshot.restore(server, connection, NAME, INITIAL);
        server.settle(connection, NAME);
    }

    /** An upsert of some rows at once, with a question mark for each value. */
    static String upsertSql(Database database, String table, int rows) {
        String row = "(" + String.join(", ", Collections.nCopies(COLUMNS.size(), "?")) + ")";
        return "INSERT INTO " + table + " (" + String.join(", ", COLUMNS) + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, row)) + " "
                + database.onConflictUpdate(KEYS, VALUES);
    }

    /** Binds a row from a parameter on. */
    static void bind(PreparedStatement statement, int first, MetricRow row) throws SQLException {
        int parameter = first;
        statement.setLong(parameter++, row.armNo());
        statement.setLong(parameter++, row.startSeconds());
        statement.setInt(parameter++, row.feedNo());
        statement.setInt(parameter++, row.precedence());
        statement.setInt(parameter++, row.localDay());
        statement.setLong(parameter++, row.observedMicros());
        statement.setLong(parameter++, row.impressions());
        statement.setLong(parameter++, row.clicks());
        statement.setLong(parameter++, row.conversionMicros());
        statement.setLong(parameter++, row.costMicros());
        statement.setLong(parameter, row.revenueMicros());
    }
}
