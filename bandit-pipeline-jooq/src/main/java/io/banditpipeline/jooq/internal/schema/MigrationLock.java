package io.banditpipeline.jooq.internal.schema;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Names;
import io.banditpipeline.schedule.Waiter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all but one process out while a schema is migrated. It belongs to the process that took it: when that is
 * killed, the operating system or the database server gives it back at once, so that there is no stale lock to wait
 * for.
 */
public interface MigrationLock extends AutoCloseable {
    /** How long to wait for a process that is migrating. */
    Duration LONGEST_WAIT = Duration.ofSeconds(120);

    /** Between two attempts. */
    Duration PAUSE = Duration.ofMillis(100);

    /** Gives it back. */
    @Override
    void close() throws SQLException;

    /** Tries to take it. */
    interface Attempt {
        /** The lock, or null if another process has it. */
        @Nullable
        MigrationLock attempt() throws SQLException;
    }

    /**
     * Takes the lock of a schema, waiting for whoever has it.
     *
     * @param connection the connection that the migration will use: on a server the lock is that session's
     * @throws PipelineException with code SCHEMA if it was not free within {@link #LONGEST_WAIT}
     */
    static MigrationLock take(Connection connection, Names names, Waiter waiter) throws SQLException {
        Attempt attempt = attempt(connection, names);
        for (long tries = LONGEST_WAIT.dividedBy(PAUSE); tries > 0; tries--) {
            MigrationLock lock = attempt.attempt();
            if (lock != null) {
                return lock;
            }
            pause(waiter);
        }
        throw new PipelineException(
                ErrorCode.SCHEMA,
                "Another process has been migrating the schema for more than " + LONGEST_WAIT.toSeconds()
                        + " s: wait for it to end, or end it, and start again");
    }

    private static Attempt attempt(Connection connection, Names names) throws SQLException {
        return switch (names.engine()) {
            case SQLITE -> SqliteFileLock.of(connection);
            case POSTGRESQL -> new ServerLock(connection, names)::advisory;
            case MARIADB, MYSQL -> new ServerLock(connection, names)::named;
        };
    }

    private static void pause(Waiter waiter) {
        try {
            waiter.await(PAUSE);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new PipelineException(
                    ErrorCode.SCHEMA,
                    "Interrupted while waiting for another process to migrate the schema",
                    interruption);
        }
    }
}
