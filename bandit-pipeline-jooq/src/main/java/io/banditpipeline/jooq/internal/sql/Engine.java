package io.banditpipeline.jooq.internal.sql;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import org.jooq.SQLDialect;

/** The database engines that are supported. */
public enum Engine {
    /** SQLite: one file, one writer at a time. */
    SQLITE(SQLDialect.SQLITE),
    /** PostgreSQL. */
    POSTGRESQL(SQLDialect.POSTGRES),
    /** MariaDB. */
    MARIADB(SQLDialect.MARIADB),
    /** MySQL. */
    MYSQL(SQLDialect.MYSQL);

    private final SQLDialect dialect;

    Engine(SQLDialect dialect) {
        this.dialect = dialect;
    }

    /** What jOOQ renders for. */
    public SQLDialect dialect() {
        return dialect;
    }

    /** Whether it is MariaDB or MySQL. */
    public boolean isMySqlFamily() {
        return this == MARIADB || this == MYSQL;
    }

    /**
     * The engine behind a connection.
     *
     * @throws PipelineException with code CONFIGURATION if it is not supported
     */
    public static Engine of(Connection connection) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        String product = metaData.getDatabaseProductName();
        String name = product.toLowerCase(Locale.ROOT);
        if (name.contains("sqlite")) {
            return SQLITE;
        }
        if (name.contains("postgresql")) {
            return POSTGRESQL;
        }
        // MySQL's own driver names a MariaDB server "MySQL": its version tells them apart.
        if (name.contains("mariadb")
                || metaData.getDatabaseProductVersion().toLowerCase(Locale.ROOT).contains("mariadb")) {
            return MARIADB;
        }
        if (name.contains("mysql")) {
            return MYSQL;
        }
        throw new PipelineException(
                ErrorCode.CONFIGURATION,
                "The database is " + product + ", which is not supported: use SQLite, PostgreSQL, MariaDB or MySQL");
    }
}
