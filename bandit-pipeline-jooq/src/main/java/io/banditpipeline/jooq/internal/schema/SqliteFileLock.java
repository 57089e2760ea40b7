package io.banditpipeline.jooq.internal.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A lock of the operating system on a file beside a SQLite database; the file is removed afterwards. */
record SqliteFileLock(Path file) {
    /** Attempts for the database behind a connection; one in memory needs no lock. */
    static MigrationLock.Attempt of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            String database = row.next() ? row.getString(1) : null;
            return database == null || database.isEmpty()
                    ? () -> () -> {}
                    : new SqliteFileLock(Path.of(database + "-migration"))::attempt;
        }
    }

    private @Nullable MigrationLock attempt() throws SQLException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock != null && isInPlace(channel)) {
                return () -> release(channel);
            }
            channel.close();
            return null;
        } catch (IOException failure) {
            throw new SQLException(
                    "The file " + file + ", which is locked while the schema is migrated, failed: "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    /**
     * Whether the locked file is still the one that others see: its last holder may have removed it since it was
     * opened.
     */
    private boolean isInPlace(FileChannel channel) throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        // Writing through the locked channel shows in the file of that name only if they are one.
        long marked = channel.size() + 1;
        channel.write(ByteBuffer.wrap(new byte[] {'.'}), marked - 1);
        return Files.size(file) == marked;
    }

    private void release(FileChannel channel) throws SQLException {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new SQLException("The file " + file + " could not be removed: " + failure.getMessage(), failure);
        }
    }
}
