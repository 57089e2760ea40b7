package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Names;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The version of a database's schema: the tags that the changelog left in its history table.
 *
 * @param tags the tags found, in the order they were set; empty for an empty database
 */
public record SchemaVersion(List<String> tags) {
    /** Every version that this library knows, oldest first. The last one is what it works with. */
    static final List<String> KNOWN = List.of("0.1", "0.2", "0.3", "0.4", "0.5");

    /** The table, without prefix, in which applied changes are noted. */
    static final String HISTORY_TABLE = "schema_change";

    /** The table, without prefix, that the migration tool locks. */
    static final String LOCK_TABLE = "schema_lock";

    /** Copies the list. */
    public SchemaVersion {
        tags = List.copyOf(tags);
    }

    /** The version that this library works with. */
    public static String current() {
        return KNOWN.get(KNOWN.size() - 1);
    }

    /** Reads the version of a database. */
    public static SchemaVersion of(Connection connection, Names names) throws SQLException {
        List<String> tags = new ArrayList<>();
        if (exists(connection, names, HISTORY_TABLE)) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT tag FROM " + names.qualified(HISTORY_TABLE)
                            + " WHERE tag IS NOT NULL ORDER BY orderexecuted")) {
                while (rows.next()) {
                    tags.add(rows.getString(1));
                }
            }
        }
        return new SchemaVersion(tags);
    }

    /** Whether it is what this library works with. */
    public boolean isCurrent() {
        return tags.contains(current());
    }

    /**
     * Refuses a database that a newer version of this library has migrated.
     *
     * @throws PipelineException with code SCHEMA if there is a tag that this library does not know
     */
    public void requireNotNewer() {
        for (String tag : tags) {
            if (!KNOWN.contains(tag)) {
                throw new PipelineException(
                        ErrorCode.SCHEMA,
                        "The database has schema version " + tag + ", which is newer than " + current()
                                + ", the newest that this version of bandit-pipeline knows: use a newer bandit-pipeline");
            }
        }
    }

    /**
     * Refuses a database that is not what this library works with.
     *
     * @throws PipelineException with code SCHEMA if it is newer, older or empty
     */
    public void requireCurrent() {
        requireNotNewer();
        if (!isCurrent()) {
            String found = tags.isEmpty() ? "no schema" : "schema version " + tags.get(tags.size() - 1);
            throw new PipelineException(
                    ErrorCode.SCHEMA,
                    "The database has " + found + ", but version " + current()
                            + " is needed: open it with migrate(true) by a"
                            + " user who may create tables, or run the SQL script of this version (see docs/schema.md)");
        }
    }

    static boolean exists(Connection connection, Names names, String table) throws SQLException {
        String schema = names.schema();
        String catalog = names.engine().isMySqlFamily() && schema != null ? schema : connection.getCatalog();
        String within = names.engine() == Engine.POSTGRESQL && schema == null ? connection.getSchema() : schema;
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(
                        catalog, names.engine() == Engine.POSTGRESQL ? within : null, null, new String[] {"TABLE"})) {
            while (tables.next()) {
                if (tables.getString("TABLE_NAME").equalsIgnoreCase(names.prefix() + table)) {
                    return true;
                }
            }
        }
        return false;
    }
}
