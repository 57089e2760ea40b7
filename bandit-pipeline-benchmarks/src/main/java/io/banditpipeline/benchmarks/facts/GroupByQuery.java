package io.banditpipeline.benchmarks.facts;

import io.banditpipeline.benchmarks.database.Database;
import io.banditpipeline.benchmarks.workload.Checksum;
import io.banditpipeline.benchmarks.workload.WorkloadFeed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What one would do without a roll-up: one statement that adds up the hours of each arm and day, in no order. */
final class GroupByQuery {
    private static final String QUANTITIES = "SUM(impressions), SUM(clicks), SUM(conversion_micros), SUM(cost_micros),"
            + " SUM(revenue_micros) FROM metric GROUP BY 1, 2";
    private static final int ISO_DATE_LENGTH = 10;
    private static final int FETCH_ROWS = 10_000;

    private final Connection connection;
    private final String sql;
    private final Map<Long, Integer> armNos = new HashMap<>();

    private GroupByQuery(Connection connection, String day) throws SQLException {
        this.connection = connection;
        this.sql = "SELECT arm_no, " + day + ", " + QUANTITIES;
        try (Statement statement = connection.createStatement();
                ResultSet arms = statement.executeQuery("SELECT arm_no, arm_id FROM arm")) {
            while (arms.next()) {
                armNos.put(arms.getLong(1), WorkloadFeed.armNo(arms.getString(2)));
            }
        }
    }

    /** Groups by a stored column that says the account's local day already: the cheapest. */
    static GroupByQuery ofStoredDay(Connection connection) throws SQLException {
        return new GroupByQuery(connection, "local_day");
    }

    /**
     * Works out the local day of each hour, as one must whose table has no column for it. The accounts of the workload
     * are in UTC; SQLite knows no other zone.
     */
    static GroupByQuery ofZone(Connection connection, Database database) throws SQLException {
        return new GroupByQuery(
                connection,
                switch (database) {
                    case POSTGRES -> "date_trunc('day', to_timestamp(start_s) AT TIME ZONE 'Etc/UTC')";
                    case SQLITE -> "date(start_s, 'unixepoch')";
                    case MARIADB -> throw new IllegalArgumentException("daily facts are not measured on " + database);
                });
    }

    /** The checksum of all daily facts. */
    Checksum facts() throws SQLException {
        connection.setAutoCommit(false); // PostgreSQL streams only within a transaction
        Checksum checksum = new Checksum();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet days = statement.executeQuery(sql)) {
                while (days.next()) {
                    add(checksum, days);
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return checksum;
    }

    private void add(Checksum checksum, ResultSet day) throws SQLException {
        Integer armNo = armNos.get(day.getLong(1));
        if (armNo == null) {
            throw new SQLException("arm " + day.getLong(1) + " is not in the catalog");
        }
        checksum.add(
                armNo,
                localDay(day.getString(2)),
                day.getLong(3),
                day.getLong(4),
                day.getLong(5),
                day.getLong(6),
                day.getLong(7));
    }

    /** From 20241231, 2024-12-31 or 2024-12-31 00:00:00. */
    private static int localDay(String text) {
        return Integer.parseInt(
                text.substring(0, Math.min(text.length(), ISO_DATE_LENGTH)).replace("-", ""));
    }
}
