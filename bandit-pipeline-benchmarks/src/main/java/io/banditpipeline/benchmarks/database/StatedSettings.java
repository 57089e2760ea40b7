package io.banditpipeline.benchmarks.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which settings a server really runs with, by asking it. */
final class StatedSettings {
    private static final Logger LOG = LoggerFactory.getLogger(StatedSettings.class);

    private StatedSettings() {}

    /** Logs the rows of queries that answer name and value. */
    static void log(Connection connection, String... queries) throws SQLException {
        StringJoiner settings = new StringJoiner(", ");
        try (Statement statement = connection.createStatement()) {
            for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    while (rows.next()) {
                        settings.add(rows.getString(1) + "=" + rows.getString(2));
                    }
                }
            }
        }
        LOG.info("server: {}", settings);
    }
}
