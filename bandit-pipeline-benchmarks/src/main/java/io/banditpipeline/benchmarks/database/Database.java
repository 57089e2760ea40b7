package io.banditpipeline.benchmarks.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A database that is measured. */
public enum Database {
    /** PostgreSQL. */
    POSTGRES("ON CONFLICT (%s) DO UPDATE SET ", "%1$s = excluded.%1$s") {
        @Override
        public Server start(Path directory) throws IOException, SQLException {
            return PostgresServer.start(directory);
        }
    },
    /** SQLite, in a file. */
    SQLITE("ON CONFLICT (%s) DO UPDATE SET ", "%1$s = excluded.%1$s") {
        @Override
        public Server start(Path directory) throws SQLException {
            return SqliteServer.start(directory);
        }
    },
    /** MariaDB, InnoDB. */
    MARIADB("ON DUPLICATE KEY UPDATE ", "%1$s = VALUES(%1$s)") {
        @Override
        public Server start(Path directory) throws SQLException {
            return MariaDbServer.start(directory);
        }
    };

    private final String conflictClause;
    private final String assignment;

    Database(String conflictClause, String assignment) {
        this.conflictClause = conflictClause;
        this.assignment = assignment;
    }

    /** Its name on the command line and in figures. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of all. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Database::id).toList();
    }

    /**
     * The end of an INSERT that makes it an upsert.
     *
     * @param keys the columns of the primary key
     * @param values the columns that a restated row changes
     */
    public String onConflictUpdate(List<String> keys, List<String> values) {
        List<String> assignments =
                values.stream().map(column -> assignment.formatted(column)).toList();
        return conflictClause.formatted(String.join(", ", keys)) + String.join(", ", assignments);
    }

    /** Starts a server of its own, with its data in a directory. */
    public abstract Server start(Path directory) throws IOException, SQLException;
}
