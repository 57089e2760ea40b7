package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Names;
import io.banditpipeline.schedule.Waiter;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes sure that a database has the schema that the library works with. */
public final class SchemaSetup {
    private SchemaSetup() {}

    /**
     * Checks the schema's version and migrates if that is allowed and due. A current database costs one query.
     *
     * @param connection given back as it was
     * @throws io.banditpipeline.error.PipelineException with code SCHEMA if the schema is newer, or not current and may
     *     not be migrated, or could not be
     */
    public static void prepare(Connection connection, Names names, boolean migrate, Waiter waiter) throws SQLException {
        prepare(connection, names, migrate, waiter, LiquibaseMigrator.toCurrent());
    }

    static void prepare(Connection connection, Names names, boolean migrate, Waiter waiter, SchemaMigrator migrator)
            throws SQLException {
        SchemaVersion found = SchemaVersion.of(connection, names);
        found.requireNotNewer();
        if (!migrate) {
            found.requireCurrent();
        } else if (!found.isCurrent()) {
            migrate(connection, names, waiter, migrator);
        }
    }

    @SuppressWarnings("try") // the lock is only held
    private static void migrate(Connection connection, Names names, Waiter waiter, SchemaMigrator migrator)
            throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        String before = enter(connection, names, names.schema());
        try (MigrationLock lock = MigrationLock.take(connection, names, waiter)) {
            // Whoever had the lock may have done it, or more.
            SchemaVersion found = SchemaVersion.of(connection, names);
            found.requireNotNewer();
            if (!found.isCurrent()) {
                migrator.migrate(connection, names);
            }
        } finally {
            enter(connection, names, before);
            connection.setAutoCommit(autoCommit);
        }
    }

    /** Makes a schema the connection's default, if one is named, and returns the default before. */
    private static @Nullable String enter(Connection connection, Names names, @Nullable String schema)
            throws SQLException {
        boolean catalogs = names.engine().isMySqlFamily();
        String before = catalogs ? connection.getCatalog() : connection.getSchema();
        if (schema != null && names.engine() != Engine.SQLITE) {
            if (catalogs) {
                connection.setCatalog(schema);
            } else {
                connection.setSchema(schema);
            }
        }
        return before;
    }
}
