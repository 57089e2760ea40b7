package io.banditpipeline.benchmarks.database;

import io.banditpipeline.store.Storage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database that runs for one benchmark. */
public interface Server extends AutoCloseable {
    /** Which database it is. */
    Database database();

    /**
     * Its JDBC URL, user included.
     *
     * @param driverProperties what the driver is told besides
     */
    String url(Map<String, String> driverProperties);

    /** Opens this library's storage in it. */
    Storage openStorage();

    /** Brings tables to rest after they were filled anew, so that no run pays for what was done before it. */
    void settle(Connection connection, String... tables) throws SQLException;

    /** Stops it. */
    @Override
    void close();

    /** Opens a connection, in auto-commit mode. */
    default Connection connect(Map<String, String> driverProperties) throws SQLException {
        return DriverManager.getConnection(url(driverProperties));
    }

    /** Executes statements one after the other. */
    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
