package io.banditpipeline.jooq.internal.sql;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells errors that go away when the transaction is run again from those that stay. */
public final class SqlErrors {
    private static final Pattern URL = Pattern.compile("jdbc:\\S+");
    /** PostgreSQL and the standard: serialization failure, deadlock, lock not available, unique violation. */
    private static final Set<String> TRANSIENT_STATES = Set.of("40001", "40P01", "55P03", "23505");

    /** MariaDB and MySQL: lock wait timeout, deadlock, duplicate key, record changed since last read. */
    private static final Set<Integer> TRANSIENT_MYSQL = Set.of(1205, 1213, 1062, 1020);

    /** SQLite, primary codes: busy, locked. */
    private static final Set<Integer> TRANSIENT_SQLITE = Set.of(5, 6);

    private SqlErrors() {}

    /**
     * Whether another transaction got in the way. A unique violation counts: two that add the same key race, and the
     * second finds the row when it is run again.
     */
    public static boolean isTransient(Engine engine, Throwable failure) {
        SQLException error = sqlException(failure);
        if (error == null) {
            return false;
        }
        return switch (engine) {
            case SQLITE -> TRANSIENT_SQLITE.contains(error.getErrorCode() & 0xff);
            case POSTGRESQL -> TRANSIENT_STATES.contains(String.valueOf(error.getSQLState()));
            case MARIADB, MYSQL -> TRANSIENT_MYSQL.contains(error.getErrorCode());
        };
    }

    /**
     * A failure whose messages tell neither a URL nor what stands in a row (R11), which PostgreSQL's driver adds.
     *
     * @param error the SQL error in it
     * @return the failure itself, or another with what may be told of it in its place
     */
    static Exception withoutValues(Exception failure, SQLException error) {
        SQLException last = error;
        while (last instanceof BatchUpdateException && last.getNextException() != null) {
            last = last.getNextException();
        }
        String told = withoutValues(String.valueOf(last.getMessage()));
        boolean tellsNoMore = last == error;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            tellsNoMore &= withoutValues(message).equals(message);
        }
        if (tellsNoMore) {
            return failure;
        }
        SQLException safe = new SQLException(told, last.getSQLState(), last.getErrorCode());
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }

    private static String withoutValues(String message) {
        int details = message.indexOf('\n'); // in the language of the machine
        return URL.matcher(details < 0 ? message : message.substring(0, details))
                .replaceAll("jdbc:***");
    }

    /** The first SQL error in a chain of causes, or null. */
    static @Nullable SQLException sqlException(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error) {
                return error.getNextException() != null && error.getSQLState() == null
                        ? error.getNextException()
                        : error;
            }
        }
        return null;
    }
}
