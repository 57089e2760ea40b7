package io.banditpipeline.jooq.internal.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** The properties on SQLite. */
class SqliteMetricStoreProperties extends MetricStoreProperties {
    private static @Nullable Path file;
    private static @Nullable MetricDatabase database;

    @BeforeContainer
    static void open() throws IOException, SQLException {
        file = Files.createTempFile("metrics", ".db");
        SQLiteDataSource dataSource = new SQLiteDataSource();
        dataSource.setUrl("jdbc:sqlite:" + file);
        dataSource.setJournalMode("WAL");
        dataSource.setSynchronous("OFF");
        database = new MetricDatabase(dataSource);
        database.save(History.ARMS);
    }

    @AfterContainer
    static void delete() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(Path.of(file + "-wal"));
        Files.deleteIfExists(Path.of(file + "-shm"));
    }

    @Override
    MetricDatabase database() {
        return database;
    }

    @Property(tries = 300)
    void every_history_gives_the_answers_of_all_its_revisions_R2_R3_R4(
            @ForAll("histories") List<History.Event> events) {
        checkAnswers(events);
    }

    @Property(tries = 100)
    void what_happened_last_may_happen_again_and_changes_nothing_R1(@ForAll("histories") List<History.Event> events) {
        checkRepetition(events);
    }
}
