package io.banditpipeline.jooq.internal.sql;

import java.sql.Connection;
import org.jooq.DSLContext;
import org.jooq.Table;

/**
 * One transaction in progress: its connection and jOOQ on that connection. Not thread-safe; not usable after the work
 * that it was handed to has returned. Never commit, roll back or close the connection: {@link Database} does.
 */
public final class Session {
    private final Engine engine;
    private final Connection connection;
    private final DSLContext dsl;
    private final Names names;

    Session(Engine engine, Connection connection, DSLContext dsl, Names names) {
        this.engine = engine;
        this.connection = connection;
        this.dsl = dsl;
        this.names = names;
    }

    /** The engine. */
    public Engine engine() {
        return engine;
    }

    /** The connection of the transaction, for statements that are rendered once and bound by JDBC. */
    public Connection connection() {
        return connection;
    }

    /** jOOQ on the connection; generated tables are rendered with the configured schema and prefix. */
    public DSLContext dsl() {
        return dsl;
    }

    /** The table as hand-written SQL must name it: with schema and prefix, quoted. */
    public String name(Table<?> table) {
        return names.qualified(table);
    }

    /**
     * The JDBC fetch size with which the driver streams a result instead of holding it in memory (R15); set it on every
     * statement that may return many rows. On MariaDB and MySQL a second statement must not be run while such a result
     * is read.
     */
    public int streamingFetchSize() {
        return engine == Engine.MYSQL ? Integer.MIN_VALUE : Database.FETCH_SIZE;
    }
}
