package io.banditpipeline.jooq;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.SqlErrors;
import io.banditpipeline.schedule.Waiter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A SQLite file: one connection that writes, as SQLite has it, and some that read beside it. */
record SqliteSource(Path file) implements Source {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** A writer waits for the one before it, which may be storing a large slice. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    /**
     * The first connections of several processes may all ask to turn the file to WAL. SQLite answers all but one of
     * them with "busy" at once, without the wait that other locks get: so they ask again.
     */
    private static final int START_ATTEMPTS = 6;

    private static final Duration START_PAUSE = Duration.ofMillis(500);

    SqliteSource {
        Objects.requireNonNull(file, "file");
    }

    @Override
    public List<String> problems(Settings settings) {
        List<String> problems = new ArrayList<>();
        if (settings.user() != null || settings.password() != null) {
            problems.add("a SQLite file has no user and no password: leave them out");
        }
        if (settings.schema() != null) {
            problems.add("a SQLite file has no schemas, but schema is " + settings.schema() + ": use tablePrefix");
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null && !Files.isDirectory(directory)) {
            problems.add("the directory " + directory + " of the SQLite file does not exist: create it");
        } else if (Files.isDirectory(file)) {
            problems.add(file.toAbsolutePath() + " is a directory, not a SQLite file");
        } else if (Files.exists(file)) {
            existing(problems);
        }
        return problems;
    }

    @Override
    public Connections connect(Settings settings) {
        HikariDataSource writer = open("writer", 1, settings);
        HikariDataSource readers;
        try {
            readers = open("reader", settings.poolSize(), settings);
        } catch (RuntimeException failure) {
            writer.close();
            throw failure;
        }
        return new Connections(writer, readers, List.of(readers, writer));
    }

    @Override
    public String describe() {
        return "SQLite file " + file.toAbsolutePath();
    }

    private void existing(List<String> problems) {
        if (!Files.isReadable(file) || !Files.isWritable(file)) {
            problems.add("the SQLite file " + file.toAbsolutePath() + " may not be read and written: grant both");
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(MAGIC.length);
            if (head.length > 0 && !Arrays.equals(head, MAGIC)) {
                problems.add(file.toAbsolutePath() + " is not a SQLite database: name another file");
            }
        } catch (IOException failure) {
            problems.add("the SQLite file " + file.toAbsolutePath() + " cannot be read: " + failure);
        }
    }

    private HikariDataSource open(String role, int size, Settings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("bandit-pipeline-sqlite-" + role);
        config.setDriverClassName("org.sqlite.JDBC");
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(LONGEST_WAIT.toMillis());
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "NORMAL");
        config.addDataSourceProperty("busy_timeout", Long.toString(BUSY_TIMEOUT.toMillis()));
        config.addDataSourceProperty("foreign_keys", "true");
        for (int attempt = 1; ; attempt++) {
            try {
                return Pools.open(config, describe(), Masking.of(settings, ""));
            } catch (PipelineException failure) {
                if (attempt == START_ATTEMPTS || !SqlErrors.isTransient(Engine.SQLITE, failure)) {
                    throw failure;
                }
                pause(failure);
            }
        }
    }

    private static void pause(PipelineException failure) {
        try {
            Waiter.realTime().await(START_PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(interrupted);
            throw failure;
        }
    }
}
