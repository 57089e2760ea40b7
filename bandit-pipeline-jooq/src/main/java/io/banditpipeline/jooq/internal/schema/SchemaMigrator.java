package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.jooq.internal.sql.Names;
import java.sql.Connection;
import java.sql.SQLException;

/** Brings a schema to the current version. */
@FunctionalInterface
public interface SchemaMigrator {
    /**
     * Applies every change that the database lacks. The caller holds the {@link MigrationLock}.
     *
     * @param connection in auto-commit mode; its default schema is where the tables belong
     * @param names what the tables are called
     * @throws SQLException if a statement failed
     * @throws io.banditpipeline.error.PipelineException with code SCHEMA if a change could not be applied
     */
    void migrate(Connection connection, Names names) throws SQLException;
}
