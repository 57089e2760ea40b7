package io.banditpipeline.jooq.internal.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import org.jooq.SQLDialect;

/** The databases that have a bulk path, and the sizes that each likes best. */
public enum BulkDialect {
    /** SQLite: flat from some fifty rows a statement; a query costs no round trip, so it takes one key at a time. */
    SQLITE(SQLDialect.SQLITE, 256, 4096, 1),
    /** PostgreSQL: whole chunks as arrays. */
    POSTGRESQL(SQLDialect.POSTGRES, 10_000, 10_000, 10_000),
    /** MariaDB. */
    MARIADB(SQLDialect.MARIADB, 1024, 8192, 64),
    /** MySQL. */
    MYSQL(SQLDialect.MYSQL, 1024, 8192, 64);

    private final SQLDialect jooq;
    private final int rowsPerStatement;
    private final int rowsPerChunk;
    private final int keysPerStatement;

    BulkDialect(SQLDialect jooq, int rowsPerStatement, int rowsPerChunk, int keysPerStatement) {
        this.jooq = jooq;
        this.rowsPerStatement = rowsPerStatement;
        this.rowsPerChunk = rowsPerChunk;
        this.keysPerStatement = keysPerStatement;
    }

    /**
     * The dialect of a connection.
     *
     * @throws SQLException if the connection is broken, or speaks to another database
     */
    public static BulkDialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return switch (product) {
            case "sqlite" -> SQLITE;
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            case "mysql" -> MYSQL;
            default ->
                throw new SQLException(
                        "no bulk path for the database " + product + "; use SQLite, PostgreSQL, MariaDB or MySQL");
        };
    }

    /** The number of rows that are best gathered before they are written; a multiple of a statement's rows. */
    public int rowsPerChunk() {
        return rowsPerChunk;
    }

    int rowsPerStatement() {
        return rowsPerStatement;
    }

    int keysPerStatement() {
        return keysPerStatement;
    }

    SQLDialect jooq() {
        return jooq;
    }
}
