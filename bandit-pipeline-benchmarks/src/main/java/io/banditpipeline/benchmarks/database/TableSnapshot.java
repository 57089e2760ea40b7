package io.banditpipeline.benchmarks.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What tables hold at a moment, kept in the same database, so that they can be brought back to it. */
public final class TableSnapshot {
    private static final String SUFFIX = "_snapshot";

    private final Server server;
    private final List<String> tables;

    private TableSnapshot(Server server, List<String> tables) {
        this.server = server;
        this.tables = tables;
    }

    /** Keeps what tables hold now. */
    public static TableSnapshot take(Server server, List<String> tables) throws SQLException {
        try (Connection connection = server.connect(Map.of())) {
            for (String table : tables) {
                Server.execute(connection, "CREATE TABLE " + table + SUFFIX + " AS SELECT * FROM " + table);
            }
        }
        return new TableSnapshot(server, tables);
    }

    /** Brings the tables back. */
    public void restore() throws SQLException {
        try (Connection connection = server.connect(Map.of())) {
            for (String table : tables) {
                restore(server, connection, table, table + SUFFIX);
            }
            server.settle(connection, tables.toArray(String[]::new));
        }
    }

    /** Makes a table hold what another of the same columns holds. */
    public static void restore(Server server, Connection connection, String table, String from) throws SQLException {
        String empty = server.database() == Database.SQLITE ? "DELETE FROM " : "TRUNCATE TABLE ";
        Server.execute(connection, empty + table, "INSERT INTO " + table + " SELECT * FROM " + from);
    }
}
