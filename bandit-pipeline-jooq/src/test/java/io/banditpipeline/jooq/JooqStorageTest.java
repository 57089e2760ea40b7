package io.banditpipeline.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.security.Secret;
import io.banditpipeline.store.CatalogStore.ListedEntity;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Opening and closing, and what is said when that fails. */
class JooqStorageTest {
    private static final String DATABASES = "io.banditpipeline.jooq.TestDatabases#all";
    private static final Campaign CAMPAIGN =
            Campaign.of("campaign", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
    private static final Account ACCOUNT =
            new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));

    @ParameterizedTest
    @MethodSource(DATABASES)
    void pipelines_with_prefixes_of_their_own_share_a_database(TestDatabase database) throws Exception {
        try (JooqStorage one = database.storage().tablePrefix("one_").open();
                JooqStorage two = database.storage().tablePrefix("two_").open();
                JooqStorage none = database.storage().open()) {
            one.catalog().save(List.of(CAMPAIGN), List.of(arm("a", "e")));
            assertThat(two.catalog().campaigns()).isEmpty();
            assertThat(none.catalog().campaigns()).isEmpty();
            assertThat(one.catalog().arms("campaign")).containsExactly(arm("a", "e"));
        }
        assertThat(database.query("SELECT campaign_id FROM one_campaign")).containsExactly("campaign");
    }

    @Test
    void the_tables_go_into_the_schema_that_is_named() throws Exception {
        TestDatabase database = TestDatabases.empty(Engine.POSTGRESQL);
        database.execute("CREATE SCHEMA ads");
        try (JooqStorage storage =
                database.storage().schema("ads").tablePrefix("p_").open()) {
            storage.catalog().save(List.of(CAMPAIGN), List.of(arm("a", "e")));
            assertThat(storage.catalog().arms("campaign")).containsExactly(arm("a", "e"));
        }
        assertThat(database.query("SELECT campaign_id FROM ads.p_campaign")).containsExactly("campaign");
        assertThat(database.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
                .isEmpty();
    }

    @Test
    void on_MariaDB_the_schema_is_another_database() throws Exception {
        TestDatabase database = TestDatabases.empty(Engine.MARIADB);
        database.execute("CREATE DATABASE ads_elsewhere");
        try (JooqStorage storage = database.storage().schema("ads_elsewhere").open()) {
            storage.catalog().save(List.of(CAMPAIGN), List.of(arm("a", "e")));
        }
        assertThat(database.query("SELECT campaign_id FROM ads_elsewhere.campaign"))
                .containsExactly("campaign");
        assertThat(database.query("SELECT table_name FROM information_schema.tables WHERE table_schema = database()"))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void the_hosts_pool_is_used_as_it_is_and_stays_open_R13(TestDatabase database) throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setMaximumPoolSize(2);
            JooqStorage storage = JooqStorage.over(pool).open();
            storage.catalog().save(List.of(CAMPAIGN), List.of());
            assertThat(storage.catalog().campaigns()).containsExactly(CAMPAIGN);
            storage.close();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(5)).isTrue();
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void closing_leaves_no_thread_and_may_be_repeated_R13(TestDatabase database) throws Exception {
        List<Thread> before = pipelineThreads();
        JooqStorage storage = database.storage().tablePrefix("t_").open();
        List<Thread> ours = pipelineThreads().stream()
                .filter(thread -> !before.contains(thread))
                .toList();
        assertThat(ours).isNotEmpty();
        storage.close();
        storage.close();
        for (Thread thread : ours) {
            thread.join(Duration.ofSeconds(20).toMillis());
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void every_wrong_setting_is_told_at_once() {
        assertThatThrownBy(() -> JooqStorage.postgresql("jdbc:mysql://u:geheim@h/db?password=geheim2")
                        .tablePrefix("Ads-")
                        .schema(" ")
                        .poolSize(1)
                        .open())
                .isInstanceOfSatisfying(ConfigurationException.class, failure -> assertThat(failure.problems())
                        .containsExactly(
                                "jdbcUrl must start with jdbc:postgresql:, but is jdbc:mysql://h/db",
                                "tablePrefix must be a small letter, then small letters, digits and underscores, at most"
                                        + " 30 characters, but is \"Ads-\"",
                                "schema must not be blank: leave it out for the connection's default",
                                "poolSize must be at least 2, but is 1"));
    }

    @Test
    void a_missing_directory_is_told_and_not_made() {
        Path file = TestDatabases.sqliteFile().resolveSibling("missing").resolve("ads.db");
        assertThatThrownBy(() -> JooqStorage.sqlite(file).open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "the directory " + file.getParent() + " of the SQLite file does not exist: create it");
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void a_file_that_is_no_database_is_left_alone() throws Exception {
        Path file = TestDatabases.sqliteFile();
        Files.writeString(file, "Dear diary, today I was not a database.");
        assertThatThrownBy(() -> JooqStorage.sqlite(file).open())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file + " is not a SQLite database");
        assertThat(file).hasContent("Dear diary, today I was not a database.");
    }

    @Test
    void a_file_that_another_process_is_just_making_is_waited_for(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("new.db");
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection maker = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = maker.createStatement()) {
            statement.execute("CREATE TABLE other (id INTEGER)");
            statement.execute("BEGIN EXCLUSIVE");
            Future<Integer> opened = other.submit(() -> {
                held.countDown();
                try (JooqStorage storage = JooqStorage.sqlite(file).open()) {
                    return storage.catalog().campaigns().size();
                }
            });
            held.await();
            // Longer than one connection waits by itself.
            assertThatThrownBy(() -> opened.get(6, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            statement.execute("COMMIT");
            assertThat(opened.get()).isZero();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void settings_that_a_file_does_not_have_are_refused() {
        assertThatThrownBy(() -> JooqStorage.sqlite(TestDatabases.sqliteFile())
                        .user("u")
                        .schema("s")
                        .open())
                .isInstanceOfSatisfying(ConfigurationException.class, failure -> assertThat(failure.problems())
                        .hasSize(2));
    }

    @Test
    void a_wrong_password_is_told_without_the_password_R11() throws Exception {
        TestDatabase database = TestDatabases.empty(Engine.POSTGRESQL);
        database.execute("CREATE USER " + TestDatabases.USER_WITH_PASSWORD + " PASSWORD 'right'");
        // Without the user that the fixture's URL names, which would win.
        String url = database.jdbcUrl().replaceFirst("[?].*", "");
        assertThatThrownBy(() -> JooqStorage.postgresql(url)
                        .user(TestDatabases.USER_WITH_PASSWORD)
                        .password(Secret.of("hunter3"))
                        .open())
                .isInstanceOfSatisfying(PipelineException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE);
                    assertThat(failure).hasMessageContaining("check user and password");
                    assertThat(stackTrace(failure)).doesNotContain("hunter");
                });
    }

    @Test
    void an_unreachable_server_is_told_at_once_and_without_the_password_R11() {
        assertThatThrownBy(() -> JooqStorage.postgresql("jdbc:postgresql://localhost:1/ads?user=u&password=hunter2")
                        .open())
                .isInstanceOfSatisfying(PipelineException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE);
                    assertThat(failure)
                            .hasMessageContaining("jdbc:postgresql://localhost:1/ads: ")
                            .hasMessageContaining("check host and port");
                    assertThat(stackTrace(failure)).doesNotContain("hunter2");
                });
    }

    @Test
    void a_missing_driver_is_told_with_what_to_add() {
        assertThatThrownBy(() -> JooqStorage.mysql("jdbc:mysql://localhost:1/ads?password=hunter2")
                        .open())
                .isInstanceOfSatisfying(PipelineException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.CONFIGURATION);
                    assertThat(failure).hasMessageContaining("com.mysql:mysql-connector-j");
                    assertThat(stackTrace(failure)).doesNotContain("hunter2");
                });
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void ten_thousand_arms_are_saved_and_an_unchanged_save_writes_nothing_R1(TestDatabase database) throws Exception {
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            arms.add(arm("arm-%05d".formatted(i), "e" + i));
        }
        try (JooqStorage storage = database.storage().open()) {
            storage.catalog().save(List.of(CAMPAIGN), arms);
            assertThat(storage.catalog().arms("campaign")).isEqualTo(arms);
            refuseInserts(database, "arm");
            refuseInserts(database, "arm_entity");
            storage.catalog().save(List.of(CAMPAIGN), arms);
        }
        assertThat(database.query("SELECT arm_no FROM arm WHERE arm_id = 'arm-00041'"))
                .containsExactly("42");
    }

    @ParameterizedTest
    @MethodSource(DATABASES)
    void of_ten_thousand_entities_that_are_listed_again_only_when_is_written_R1(TestDatabase database)
            throws Exception {
        List<Entity> entities = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            EntityRef ref = new EntityRef(Level.AD, "%05d".formatted(i));
            entities.add(new Entity(ref, "ad " + i, new EntityRef(Level.CAMPAIGN, "c"), Entity.Status.ACTIVE));
        }
        Instant first = Instant.parse("2026-02-20T09:00:00Z");
        Instant second = first.plusSeconds(3_600);
        try (JooqStorage storage = database.storage().open()) {
            storage.catalog().saveEntities(ACCOUNT, entities, first);
            refuseInserts(database, "platform_entity");
            storage.catalog().saveEntities(ACCOUNT, entities, second);
            assertThat(storage.catalog().entities(ACCOUNT))
                    .isEqualTo(entities.stream()
                            .map(entity -> new ListedEntity(entity, first, second))
                            .toList());

            assertThatThrownBy(() -> storage.catalog()
                            .saveEntities(ACCOUNT, entities.subList(1, entities.size()), second.plusSeconds(1)))
                    .as("a change is refused now")
                    .isInstanceOf(PipelineException.class);
            assertThat(storage.catalog().entities(ACCOUNT).get(0).lastSeenAt())
                    .as("the whole listing is undone")
                    .isEqualTo(second);
        }
    }

    /** Makes every further write to a table fail: writes are inserts that turn into updates of what is known. */
    private static void refuseInserts(TestDatabase database, String table) throws Exception {
        String trigger = "CREATE TRIGGER refuse_" + table + " BEFORE INSERT ON " + table;
        switch (database.engine()) {
            case SQLITE -> database.execute(trigger + " BEGIN SELECT RAISE(ABORT, 'written'); END");
            case POSTGRESQL ->
                database.execute(
                        "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                                + " 'BEGIN RAISE EXCEPTION ''written''; END'",
                        trigger + " EXECUTE FUNCTION refuse()");
            case MARIADB, MYSQL -> database.execute(trigger + " FOR EACH ROW SIGNAL SQLSTATE '45000'");
        }
    }

    private static Arm arm(String id, String entity) {
        return Arm.of(id, "campaign", ACCOUNT, "social", new EntityRef(Level.AD_GROUP, entity));
    }

    private static List<Thread> pipelineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("bandit-pipeline"))
                .toList();
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
