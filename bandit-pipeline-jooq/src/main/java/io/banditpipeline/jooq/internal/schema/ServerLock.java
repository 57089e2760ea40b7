package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.jooq.internal.sql.Names;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Locks of a database server that belong to a session. */
record ServerLock(Connection connection, String key) {
    ServerLock(Connection connection, Names names) throws SQLException {
        this(connection, key(connection, names));
    }

    /** PostgreSQL: an advisory lock of this database. */
    @Nullable
    MigrationLock advisory() throws SQLException {
        long number =
                UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
        return ask("SELECT pg_try_advisory_lock(?)::int", number)
                ? () -> ask("SELECT pg_advisory_unlock(?)::int", number)
                : null;
    }

    /** MariaDB and MySQL: a named lock of the server; names have at most 64 characters. */
    @Nullable
    MigrationLock named() throws SQLException {
        String name = "bandit-pipeline " + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
        return ask("SELECT GET_LOCK(?, 0)", name) ? () -> ask("SELECT RELEASE_LOCK(?)", name) : null;
    }

    private boolean ask(String sql, Object argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, argument);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    private static String key(Connection connection, Names names) throws SQLException {
        return connection.getCatalog() + "/" + (names.schema() == null ? connection.getSchema() : names.schema()) + "/"
                + names.prefix();
    }
}
