package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.testkit.source.RecordingAlertSink;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk of the database is full: nothing is half stored, the message says so, and room is all that it takes. */
class FullDiskTest {
    private final Shop shop = new Shop();
    private final RecordingAlertSink alerts = new RecordingAlertSink();

    @ParameterizedTest
    @Tag("slow")
    @ValueSource(ints = {0, 4, 16})
    void a_disk_that_is_full_breaks_the_run_off_and_the_next_one_completes_it_R7_R14(int pagesLeft) throws Exception {
        TestDatabase database = TestDatabases.empty(Engine.SQLITE);
        database.storage().open().close();
        int pages = Integer.parseInt(database.query("PRAGMA page_count").get(0)) + pagesLeft;
        try (HikariDataSource pool = limited(database, pages);
                JooqStorage storage = JooqStorage.over(pool).open();
                Pipeline pipeline =
                        shop.builder(storage, source -> source).alertTo(alerts).build()) {
            RunReport report = pipeline.runDaily();

            assertThat(report.state()).isEqualTo(RunState.FAILED);
            assertThat(report.toString()).contains("The database refused a transaction", "database or disk is full");
            assertThat(report.allocations()).extracting(Allocation::state).containsOnly(Allocation.State.HELD);
            assertThat(pipeline.health().problems("run.failed"))
                    .anySatisfy(problem -> assertThat(problem.toString()).contains("database or disk is full"));
            assertThat(alerts.codes()).contains("run.failed", "allocation.held");
        }
        try (JooqStorage storage = database.storage().open();
                Pipeline pipeline =
                        shop.builder(storage, source -> source).alertTo(alerts).build()) {
            RunReport next = pipeline.runDaily();
            assertThat(next.state()).as(next::toString).isEqualTo(RunState.SUCCEEDED);
            assertThat(decided(shop.known(storage))).isEqualTo(decided(shop.undisturbed()));
        }
    }

    private static SortedMap<String, String> decided(SortedMap<String, String> known) {
        known.keySet().removeIf(key -> key.startsWith("not decided"));
        return known;
    }

    private static HikariDataSource limited(TestDatabase database, int pages) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("busy_timeout", "5000");
        config.addDataSourceProperty("foreign_keys", "true");
        config.setConnectionInitSql("PRAGMA max_page_count=" + pages);
        return new HikariDataSource(config);
    }
}
