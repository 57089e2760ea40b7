package io.banditpipeline.jooq.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.jooq.internal.sql.Names;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.HeldEvent;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.workflow.RunScope;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Databases of other versions, of other processes, and of processes that were killed. */
class UpgradeTest {
    private static final String DATABASES = "io.banditpipeline.jooq.TestDatabases#all";

    @ParameterizedTest
    @MethodSource(DATABASES)
    void a_database_of_the_version_before_is_migrated_and_its_rows_are_read(TestDatabase database) throws Exception {
        migrateTo("0.1", database);
        database.execute(
                "INSERT INTO account (account_no, platform, account_id, zone, currency)"
                        + " VALUES (1, 'meta', 'act_1', 'America/New_York', 'USD')",
                "INSERT INTO campaign (campaign_id, name, zone, currency, first_day, status)"
                        + " VALUES ('c', 'c', 'Europe/Berlin', 'EUR', 20260131, 'ACTIVE')",
                "INSERT INTO arm (arm_no, arm_id, campaign_id, account_no, channel, creative, bid, floor_micros, cap_micros)"
                        + " VALUES (7, 'a', 'c', 1, 'social', '', '', 5, 9)",
                "INSERT INTO arm_entity (arm_no, entity_no, account_no, level, entity_id, active)"
                        + " VALUES (7, 3, 1, 1, 'e', 1)",
                "INSERT INTO outcome_revision"
                        + " (campaign_id, local_day, observed_us, source, known, order_micros, revenue_micros)"
                        + " VALUES ('c', 20260131, 1000000, 'shop', 1, 2000000, -30000000)");
        assertThat(version(database)).containsExactly("0.1");

        try (JooqStorage storage = database.storage().open()) {
            Campaign campaign = storage.catalog().campaigns().get(0);
            assertThat(campaign.firstDay()).isEqualTo(LocalDate.of(2026, 1, 31));
            Account account = new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));
            assertThat(storage.catalog().arms("c"))
                    .extracting(Arm::id, Arm::account, Arm::entities)
                    .containsExactly(tuple("a", account, List.of(new EntityRef(Level.CAMPAIGN, "e"))));
            List<Outcome> outcomes = new ArrayList<>();
            storage.outcomes().outcomes("c", DateRange.of(LocalDate.of(2026, 1, 31)), Instant.MAX, outcomes::add);
            assertThat(outcomes).containsExactly(new Outcome("c", LocalDate.of(2026, 1, 31), 2_000_000, -30_000_000));
        }
        assertThat(version(database)).containsExactlyElementsOf(SchemaVersion.KNOWN);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void an_upgraded_schema_is_that_of_a_new_database(TestDatabase database) throws Exception {
        migrateTo("0.1", database);
        database.storage().open().close();
        TestDatabase fresh = TestDatabases.empty(database.engine());
        fresh.storage().open().close();
        assertThat(SchemaText.of(database)).isEqualTo(SchemaText.of(fresh));
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void rows_held_by_version_0_2_are_read_and_superseded_by_the_next_fetch(TestDatabase database) throws Exception {
        migrateTo("0.2", database);
        String oldId = "0".repeat(64);
        database.execute(
                "INSERT INTO quarantine (held_id, source, subject, slice_kind, first_day, last_day, location, raw_row,"
                        + " occurrences, state, held_us) VALUES ('" + oldId + "', 'csv', 'meta/act_1', 'campaign/day',"
                        + " 20260131, 20260131, 'line 1', 'a;b', 2, 'HELD', 1000000)",
                "INSERT INTO quarantine_reason (held_id, position, rule_id, field, field_value, text)" + " VALUES ('"
                        + oldId + "', 0, 'csv.number', 'cost', 'b', 'a number was expected')");
        Account account = new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));
        DateRange day = DateRange.of(LocalDate.of(2026, 1, 31));
        RejectedRow row = new RejectedRow(
                "line 1", "a;b", List.of(new RejectedRow.Reason("csv.number", "cost", "b", "a number was expected")));

        try (JooqStorage storage = database.storage().open()) {
            QuarantineStore quarantine = storage.quarantine();
            HeldRow old = quarantine.held(oldId).orElseThrow();
            assertThat(old.row()).isEqualTo(row);
            assertThat(old.seenAt()).isEqualTo(old.heldAt()).isEqualTo(Instant.ofEpochSecond(1));
            assertThat(quarantine.events(oldId)).isEmpty();

            Slice slice = new Slice("csv", account, Level.CAMPAIGN, Granularity.DAY, day);
            quarantine.hold(slice, Instant.ofEpochSecond(2), List.of(row));
            String newId = HeldRow.id("csv", "meta/act_1", "a;b");
            assertThat(quarantine.held(newId)).map(HeldRow::state).contains(HeldRow.State.HELD);
            assertThat(quarantine.held(oldId)).map(HeldRow::state).contains(HeldRow.State.SUPERSEDED);
            assertThat(quarantine.held(oldId)).map(HeldRow::occurrences).contains(2L);
            assertThat(quarantine.events(oldId))
                    .extracting(HeldEvent::from, HeldEvent::to)
                    .containsExactly(tuple(HeldRow.State.HELD, HeldRow.State.SUPERSEDED));
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void runs_of_version_0_3_are_kept_and_those_broken_off_are_taken_over_R14(TestDatabase database) throws Exception {
        migrateTo("0.3", database);
        database.execute(
                run("'ended'", 2_000_000, 1, "'DEGRADED'", "1500"),
                run("'killed'", 3_000_000, 2, "NULL", "NULL"),
                step("'ended'", 0, "collect"),
                step("'ended'", 1, "collect"),
                step("'killed'", 0, "collect"),
                "INSERT INTO step_message (run_id, position, line, text) VALUES ('ended', 1, 0, 'told')");

        try (JooqStorage storage = database.storage().open()) {
            RunStore runs = storage.runs();
            StoredRun ended = runs.find("ended").orElseThrow();
            assertThat(ended.state()).isEqualTo(RunState.DEGRADED);
            assertThat(ended.startedAt()).isEqualTo(Instant.ofEpochSecond(2));
            assertThat(ended.duration()).contains(Duration.ofMillis(1_500));
            assertThat(ended.run().scope()).isEqualTo(RunScope.all());
            assertThat(ended.steps())
                    .extracting(
                            step -> step.report().name(), step -> step.report().messages())
                    .containsExactly(tuple("collect", List.of()), tuple("collect #1", List.of("told")));

            StoredRun killed = runs.find("killed").orElseThrow();
            assertThat(killed.state()).isEqualTo(RunState.RUNNING);
            assertThat(killed.endedAt()).isNull();
            assertThat(runs.latest(RunStore.RunQuery.latest(9))).containsExactly(killed, ended);
            NewRun again =
                    new NewRun("killed", "daily", null, Instant.ofEpochSecond(3), RunScope.all(), "test", "host");
            assertThat(runs.claim(again, Instant.ofEpochSecond(4), Duration.ofSeconds(30), false))
                    .isInstanceOfSatisfying(RunStore.Claim.Granted.class, granted -> {
                        assertThat(granted.run().attempts()).isEqualTo(2);
                        assertThat(granted.run().steps()).hasSize(1);
                    });
        }
    }

    private static String run(String id, long asOfUs, int position, String state, String durationMs) {
        return "INSERT INTO job_run (run_id, workflow, as_of_us, position, state, duration_ms) VALUES (" + id
                + ", 'daily', " + asOfUs + ", " + position + ", " + state + ", " + durationMs + ")";
    }

    private static String step(String runId, int position, String name) {
        return "INSERT INTO step_run (run_id, position, name, state, fetched, stored, changed, unchanged, duplicates,"
                + " quarantined, parked, removed, duration_ms) VALUES (" + runId + ", " + position + ", '" + name
                + "', 'SUCCEEDED', 0, 0, 0, 0, 0, 0, 0, 0, 7)";
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void of_a_feed_of_version_0_3_all_before_its_watermark_counts_as_complete_R7(TestDatabase database)
            throws Exception {
        migrateTo("0.3", database);
        database.execute(
                "INSERT INTO account (account_no, platform, account_id, zone, currency)"
                        + " VALUES (1, 'meta', 'act_1', 'America/New_York', 'USD')",
                "INSERT INTO watermark (account_no, source, level, granularity, complete_until_us)"
                        + " VALUES (1, 'csv', 1, 1, 5000000)");
        try (JooqStorage storage = database.storage().open()) {
            assertThat(storage.metrics().watermarks())
                    .containsExactly(new Watermark(
                            "csv",
                            "meta/act_1",
                            Level.CAMPAIGN,
                            Granularity.DAY,
                            Instant.EPOCH,
                            Instant.ofEpochSecond(5)));
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void an_older_database_is_refused_if_it_may_not_be_migrated(TestDatabase database) throws Exception {
        migrateTo("0.1", database);
        assertThatThrownBy(() -> database.storage().migrate(false).open())
                .isInstanceOfSatisfying(PipelineException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.SCHEMA))
                .hasMessageContaining("schema version 0.1, but version " + SchemaVersion.current() + " is needed");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void an_empty_database_is_refused_if_it_may_not_be_migrated(TestDatabase database) {
        assertThatThrownBy(() -> database.storage().migrate(false).open())
                .hasMessageContaining("The database has no schema");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void a_newer_database_is_refused(TestDatabase database) throws Exception {
        database.storage().open().close();
        database.execute("UPDATE schema_change SET tag = '99.0' WHERE id = '" + SchemaVersion.current() + "'");
        for (boolean migrate : new boolean[] {true, false}) {
            assertThatThrownBy(() -> database.storage().migrate(migrate).open())
                    .isInstanceOfSatisfying(PipelineException.class, failure -> assertThat(failure.code())
                            .isEqualTo(ErrorCode.SCHEMA))
                    .hasMessageContaining("schema version 99.0, which is newer than " + SchemaVersion.current());
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void a_lock_left_by_a_killed_migration_stops_nobody_R14(TestDatabase database) throws Exception {
        migrateTo("0.1", database);
        String yes = database.engine() == Engine.POSTGRESQL ? "TRUE" : "1";
        database.execute("UPDATE schema_lock SET locked = " + yes
                + ", lockgranted = CURRENT_TIMESTAMP, lockedby = 'a process that was killed'");
        try (JooqStorage storage = database.storage().open()) {
            assertThat(storage.catalog().campaigns()).isEmpty();
        }
        assertThat(version(database)).contains(SchemaVersion.current());
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void a_migration_killed_between_a_table_and_its_note_is_completed_R14(TestDatabase database) throws Exception {
        migrateTo("0.1", database);
        database.execute("DELETE FROM schema_change WHERE id IN ('0.1-allocation', '0.1')");
        try (JooqStorage storage = database.storage().open()) {
            assertThat(storage.catalog().campaigns()).isEmpty();
        }
        assertThat(version(database)).containsExactlyInAnyOrderElementsOf(SchemaVersion.KNOWN);
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void processes_that_start_at_once_on_an_empty_database_migrate_it_once(TestDatabase database) throws Exception {
        int starters = 3;
        CountDownLatch ready = new CountDownLatch(starters);
        ExecutorService threads = Executors.newFixedThreadPool(starters);
        try {
            Callable<Integer> start = () -> {
                ready.countDown();
                ready.await();
                try (JooqStorage storage = database.storage().open()) {
                    return storage.catalog().campaigns().size();
                }
            };
            List<Future<Integer>> started = new ArrayList<>();
            for (int i = 0; i < starters; i++) {
                started.add(threads.submit(start));
            }
            for (Future<Integer> future : started) {
                assertThat(future.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(version(database)).containsExactlyElementsOf(SchemaVersion.KNOWN);
    }

    private static void migrateTo(String version, TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            SchemaSetup.prepare(
                    connection,
                    new Names(database.engine(), null, ""),
                    true,
                    Waiter.realTime(),
                    LiquibaseMigrator.to(version));
        }
    }

    private static List<String> version(TestDatabase database) throws Exception {
        return database.query("SELECT tag FROM schema_change WHERE tag IS NOT NULL ORDER BY orderexecuted");
    }
}
