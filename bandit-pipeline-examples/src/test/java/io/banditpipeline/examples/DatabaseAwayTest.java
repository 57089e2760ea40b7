package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.Workflows;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.DurableScheduler;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.testkit.source.RecordingAlertSink;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database goes away in the middle of a run, for a while or until after it. */
class DatabaseAwayTest {
    private static final Instant SLOT = Instant.parse("2026-01-11T02:00:00Z");

    private final Shop shop = new Shop();
    private final RecordingAlertSink alerts = new RecordingAlertSink();
    private final AtomicBoolean due = new AtomicBoolean(true);
    private final CountDownLatch away = new CountDownLatch(1);
    private Wire wire;
    private HikariDataSource pool;
    private JooqStorage storage;

    @BeforeEach
    void open() throws Exception {
        TestDatabase database = TestDatabases.empty(Engine.POSTGRESQL);
        URI server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        wire = Wire.to(server.getPort());
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl().replace(":" + server.getPort(), ":" + wire.port()));
        config.setUsername(database.user());
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(300);
        pool = new HikariDataSource(config);
        storage = JooqStorage.over(pool).open();
    }

    @AfterEach
    void close() throws Exception {
        storage.close();
        pool.close();
        wire.close();
    }

    @Test
    void a_database_that_comes_back_while_its_run_waits_costs_nothing_but_time_R14() {
        AtomicInteger waits = new AtomicInteger();
        try (Pipeline pipeline = builder(cutting(), duration -> {
                    if (waits.incrementAndGet() == 3) {
                        wire.mend();
                    }
                })
                .build()) {
            RunReport report = pipeline.runDaily();
            assertThat(waits.get()).isGreaterThanOrEqualTo(3);
            assertThat(report.state()).as(report::toString).isEqualTo(RunState.SUCCEEDED);
        }
        assertThat(shop.known(storage)).isEqualTo(undisturbed());
    }

    @Test
    void a_database_that_stays_away_is_told_in_words_and_the_next_run_goes_on_R7_R14() throws Exception {
        try (Pipeline pipeline = builder(cutting(), duration -> {}).build()) {
            assertThatThrownBy(pipeline::runDaily)
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("was broken off, and its end could not be written")
                    .hasMessageContaining("Run it again when its lease is over");
            Health health = pipeline.health();
            assertThat(health.ready()).isFalse();
            assertThat(health.problems("database.away")).hasSize(1);
            assertThat(alerts.codes()).contains("database.away");
            assertThatThrownBy(pipeline::runDaily)
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("The database refused a transaction");

            assertThat(alerts.codes()).as("told once").containsExactly("database.away");

            mend();
            RunReport next = pipeline.runDaily();
            assertThat(next.state()).as(next::toString).isEqualTo(RunState.SUCCEEDED);
            assertThat(pipeline.health().ready()).isTrue();
            assertThat(alerts.recoveries())
                    .extracting(over -> over.latest().code())
                    .contains("database.away");
        }
        assertThat(shop.known(storage)).isEqualTo(undisturbed());
    }

    @Test
    @Tag("slow")
    void a_slot_whose_database_went_away_is_run_to_its_end_when_it_is_back_R14() throws Exception {
        try (Pipeline pipeline = builder(cutting(), duration -> {
                    Waiter.realTime().await(Duration.ofMillis(50));
                })
                .scheduleWith(DurableScheduler.on(storage)
                        .pollInterval(Duration.ofMillis(20))
                        .heartbeat(Duration.ofMillis(100))
                        .closeWithin(Duration.ofSeconds(5))
                        .clock(shop.clock)
                        .build())
                .schedule(JobSpec.of("night", Trigger.daily(LocalTime.of(2, 0), ZoneOffset.UTC)), Workflows.DAILY)
                .build()) {
            pipeline.start();
            shop.clock.set(SLOT);
            Hang.await(away, "the database goes away");
            for (int i = 0; !alerts.codes().contains("database.away"); i++) {
                assertThat(i).isLessThan(1_500);
                Waiter.realTime().await(Duration.ofMillis(20));
            }
            mend();
            shop.clock.advance(Duration.ofMinutes(10));
            awaitEnd();
            assertThat(decided(shop.known(storage))).isEqualTo(decided(undisturbed()));
        }
    }

    /** The pool, too, takes a while to notice that the server is back. */
    private void mend() throws InterruptedException {
        wire.mend();
        for (int tries = 0; !answers(); tries++) {
            assertThat(tries).as("tries to reach a database that is back").isLessThan(200);
            Waiter.realTime().await(Duration.ofMillis(20));
        }
    }

    private boolean answers() {
        try {
            storage.runs().find("any");
            return true;
        } catch (PipelineException e) {
            return false;
        }
    }

    private void awaitEnd() throws InterruptedException {
        for (int looks = 0; ; looks++) {
            Optional<StoredRun> run = storage.runs().find("night@" + SLOT);
            if (run.isPresent() && run.get().state() == RunState.SUCCEEDED) {
                return;
            }
            assertThat(looks).as("looks at a run that must end: %s", run).isLessThan(1_500);
            Waiter.realTime().await(Duration.ofMillis(20));
        }
    }

    /** Cuts the wire once, when the troubled source is asked first. */
    private UnaryOperator<MetricsSource> cutting() {
        return Meddled.fetching((source, slice, sink) -> {
            if (due.compareAndSet(true, false)) {
                wire.cut();
                away.countDown();
            }
            source.fetch(slice, sink);
        });
    }

    private PipelineBuilder builder(UnaryOperator<MetricsSource> change, Waiter waiter) {
        return shop.builder(storage, change, waiter)
                .alertTo(alerts)
                .takeOverAfter(Duration.ofSeconds(1))
                .closeWithin(Duration.ofSeconds(2));
    }

    /** A plan that was held while the database was away stays known besides the one that was decided then. */
    private static SortedMap<String, String> decided(SortedMap<String, String> known) {
        known.keySet().removeIf(key -> key.startsWith("not decided"));
        return known;
    }

    private SortedMap<String, String> undisturbed() {
        try (InMemoryStorage fresh = new InMemoryStorage()) {
            shop.undisturbed(fresh);
            return shop.known(fresh);
        }
    }
}
