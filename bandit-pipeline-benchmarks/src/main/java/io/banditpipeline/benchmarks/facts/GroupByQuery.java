package io.banditpipeline.benchmarks.facts;

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
    private static final String SQL = "SELECT arm_no, local_day, SUM(impressions), SUM(clicks), SUM(conversion_micros),"
            + " SUM(cost_micros), SUM(revenue_micros) FROM metric GROUP BY arm_no, local_day";
    private static final int FETCH_ROWS = 10_000;

    private final Connection connection;
    private final Map<Long, Integer> armNos = new HashMap<>();

    GroupByQuery(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet arms = statement.executeQuery("SELECT arm_no, arm_id FROM arm")) {
            while (arms.next()) {
                armNos.put(arms.getLong(1), WorkloadFeed.armNo(arms.getString(2)));
            }
        }
    }

    /** The checksum of all daily facts. */
    Checksum facts() throws SQLException {
        connection.setAutoCommit(false); // PostgreSQL streams only within a transaction
        Checksum checksum = new Checksum();
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_ROWS);
            try (ResultSet days = statement.executeQuery(SQL)) {
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
                armNo, day.getInt(2), day.getLong(3), day.getLong(4), day.getLong(5), day.getLong(6), day.getLong(7));
    }
}
