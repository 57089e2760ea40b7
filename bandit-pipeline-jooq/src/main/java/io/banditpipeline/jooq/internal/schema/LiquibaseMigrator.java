package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Names;
import java.sql.Connection;
import java.sql.SQLException;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.UpdateSummaryEnum;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * Migrates by Liquibase, kept quiet and to itself: its log goes to SLF4J at DEBUG, it prints nothing, reports nothing
 * home, reads no settings of its own, and finds its extensions and the changelog through the class loader of this
 * library.
 */
public final class LiquibaseMigrator implements SchemaMigrator {
    private static final String CHANGELOG = "io/banditpipeline/jooq/schema/changelog.xml";

    private final String untilTag;

    private LiquibaseMigrator(String untilTag) {
        this.untilTag = untilTag;
    }

    /** Migrates to the current version. */
    public static SchemaMigrator toCurrent() {
        return new LiquibaseMigrator(SchemaVersion.current());
    }

    /** Migrates to an older version, for tests of upgrades. */
    static SchemaMigrator to(String version) {
        return new LiquibaseMigrator(version);
    }

    @Override
    public void migrate(Connection connection, Names names) throws SQLException {
        try {
            QuietScope.run(() -> {
                Database database = database(connection, names);
                Liquibase liquibase = liquibase(database, names);
                // The caller's lock keeps other processes out: a lock that is still noted is of one that was killed.
                liquibase.forceReleaseLocks();
                liquibase.update(untilTag, new Contexts(), new LabelExpression());
            });
        } catch (LiquibaseException failure) {
            throw failed(failure);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    static Liquibase liquibase(Database database, Names names) {
        Liquibase liquibase = new Liquibase(CHANGELOG, resources(), database);
        liquibase.setShowSummary(UpdateSummaryEnum.OFF);
        liquibase.setChangeLogParameter("prefix", names.prefix());
        return liquibase;
    }

    static void configure(Database database, Names names) {
        database.setDatabaseChangeLogTableName(names.prefix() + SchemaVersion.HISTORY_TABLE);
        database.setDatabaseChangeLogLockTableName(names.prefix() + SchemaVersion.LOCK_TABLE);
    }

    private static ClassLoaderResourceAccessor resources() {
        return new ClassLoaderResourceAccessor(LiquibaseMigrator.class.getClassLoader());
    }

    private static Database database(Connection connection, Names names) throws LiquibaseException {
        Database database =
                DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        configure(database, names);
        return database;
    }

    private static PipelineException failed(LiquibaseException failure) {
        return new PipelineException(
                ErrorCode.SCHEMA,
                "The schema could not be migrated to version " + SchemaVersion.current() + ": " + failure.getMessage()
                        + ". The user needs the right to create and alter tables; or run the SQL script of this version and open"
                        + " with migrate(false)",
                failure);
    }
}
