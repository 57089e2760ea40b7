package io.banditpipeline.jooq.internal.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** One transaction on a connection that is given back as it was. */
interface Transaction {
    /** Work inside. */
    interface Body<T> {
        T run() throws SQLException;
    }

    /** Begins, does the work, commits; rolls back if the work throws. */
    <T> T around(Body<T> body) throws SQLException;

    /** A step that may fail. */
    interface Step {
        void run() throws SQLException;
    }

    /** Runs every step; what fails is noted with the failure that led here, which matters more. */
    static void undo(Throwable failure, Step... steps) {
        for (Step step : steps) {
            try {
                step.run();
            } catch (SQLException another) {
                failure.addSuppressed(another);
            }
        }
    }

    /** The way to run transactions of a mode on an engine. */
    static Transaction on(Engine engine, Connection connection, Database.Mode mode) {
        return engine == Engine.SQLITE ? new BySql(connection, mode) : new ByJdbc(connection, mode);
    }

    /**
     * Transactions of SQLite, by SQL: one that will write must say so when it begins, since one that turns from reading
     * to writing fails at once when another has written meanwhile; JDBC has no word for that.
     */
    record BySql(Connection connection, Database.Mode mode) implements Transaction {
        @Override
        public <T> T around(Body<T> body) throws SQLException {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            execute(mode == Database.Mode.WRITE ? "BEGIN IMMEDIATE" : "BEGIN");
            T result;
            try {
                result = body.run();
                execute("COMMIT");
            } catch (SQLException | RuntimeException | Error failure) {
                Transaction.undo(failure, () -> execute("ROLLBACK"), () -> connection.setAutoCommit(autoCommit));
                throw failure;
            }
            connection.setAutoCommit(autoCommit);
            return result;
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** Transactions by JDBC: reads see one snapshot, writes see what is committed and lock what they change. */
    record ByJdbc(Connection connection, Database.Mode mode) implements Transaction {
        @Override
        public <T> T around(Body<T> body) throws SQLException {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            int wanted = mode == Database.Mode.WRITE
                    ? Connection.TRANSACTION_READ_COMMITTED
                    : Connection.TRANSACTION_REPEATABLE_READ;
            if (isolation != wanted) {
                connection.setTransactionIsolation(wanted);
            }
            connection.setAutoCommit(false);
            T result;
            try {
                result = body.run();
                connection.commit();
            } catch (SQLException | RuntimeException | Error failure) {
                Transaction.undo(failure, connection::rollback, () -> restore(autoCommit, isolation, wanted));
                throw failure;
            }
            restore(autoCommit, isolation, wanted);
            return result;
        }

        private void restore(boolean autoCommit, int isolation, int wanted) throws SQLException {
            connection.setAutoCommit(autoCommit);
            if (isolation != wanted) {
                connection.setTransactionIsolation(isolation);
            }
        }
    }
}
