package io.banditpipeline.jooq.internal.sql;

import static io.banditpipeline.jooq.internal.db.Tables.JOB_RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.TestDatabase;
import io.banditpipeline.jooq.TestDatabases;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One call is one transaction, and one that collides is run again. */
class DatabaseTest {
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    @AfterEach
    void closePools() {
        pools.forEach(HikariDataSource::close);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void work_that_throws_leaves_nothing_R14(Engine engine) throws Exception {
        Database database = open(TestDatabases.withSchema(engine));
        assertThatThrownBy(() -> database.write(session -> {
                    insert(session, "a");
                    throw new IllegalStateException("stop");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stop");
        assertThat(count(database)).isZero();
        database.write(session -> insert(session, "a"));
        assertThat(count(database)).isOne();
    }

    @Test
    void work_that_others_got_in_the_way_of_is_run_again_after_growing_waits() throws Exception {
        Database database = open(TestDatabases.withSchema(Engine.POSTGRESQL));
        AtomicInteger attempts = new AtomicInteger();
        int written = database.write(session -> {
            insert(session, "a");
            if (attempts.incrementAndGet() < 4) {
                throw new SQLException("deadlock detected", "40P01");
            }
            return attempts.get();
        });
        assertThat(written).isEqualTo(4);
        assertThat(count(database)).isOne();
        assertThat(waits).hasSize(3);
        assertThat(waits.get(2)).isGreaterThan(waits.get(0)).isLessThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    void work_that_always_collides_fails_after_a_bounded_number_of_attempts() throws Exception {
        Database database = open(TestDatabases.withSchema(Engine.POSTGRESQL));
        assertThatThrownBy(() -> database.write(session -> {
                    throw new SQLException("could not serialize access", "40001");
                }))
                .isInstanceOfSatisfying(PipelineException.class, failure -> assertThat(failure.code())
                        .isEqualTo(ErrorCode.STORAGE))
                .hasMessageContaining("after 12 attempts: could not serialize access");
        assertThat(waits).hasSize(11).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void an_error_that_stays_is_not_tried_again() throws Exception {
        Database database = open(TestDatabases.withSchema(Engine.POSTGRESQL));
        assertThatThrownBy(() -> database.write(session -> session.dsl().execute("SELECT * FROM nowhere")))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("nowhere");
        assertThat(waits).isEmpty();
    }

    @Test
    void what_stands_in_a_row_is_in_no_message_R11() throws Exception {
        Database database = open(TestDatabases.withSchema(Engine.POSTGRESQL));
        database.write(session -> session.dsl().execute("CREATE TABLE held (told TEXT CHECK (length(told) < 3))"));
        assertThatThrownBy(() -> database.write(
                        session -> session.dsl().execute("INSERT INTO held VALUES (?)", "anna@example.com")))
                .satisfies(DatabaseTest::tellsNoValue);
        assertThatThrownBy(() -> database.write(session -> session.dsl().connectionResult(connection -> {
                    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO held VALUES (?)")) {
                        insert.setString(1, "anna@example.com");
                        insert.addBatch();
                        return insert.executeBatch().length;
                    }
                })))
                .satisfies(DatabaseTest::tellsNoValue);
        assertThatThrownBy(() -> database.write(session -> {
                    throw new SQLException("cannot reach jdbc:postgresql://h/ads?password=anna@example.com", "08001");
                }))
                .hasMessageContaining("cannot reach jdbc:***")
                .hasRootCauseMessage("cannot reach jdbc:***");
    }

    private static void tellsNoValue(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .contains("violates check constraint")
                .contains("DatabaseTest.java")
                .doesNotContain("anna");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_real_deadlock_is_survived(Engine engine) throws Exception {
        Database database = open(TestDatabases.withSchema(engine));
        database.write(session -> insert(session, "a") + insert(session, "b"));
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = threads.submit(() -> crosswise(database, "a", "b", bothHoldOne, runs));
            Future<?> two = threads.submit(() -> crosswise(database, "b", "a", bothHoldOne, runs));
            one.get(60, TimeUnit.SECONDS);
            two.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(database.<Long>read(session -> session.dsl()
                        .select(JOB_RUN.AS_OF_US)
                        .from(JOB_RUN)
                        .where(JOB_RUN.RUN_ID.eq("a"))
                        .fetchOne(JOB_RUN.AS_OF_US)))
                .isEqualTo(2);
    }

    private static void crosswise(
            Database database, String first, String second, CyclicBarrier bothHoldOne, AtomicInteger runs) {
        AtomicInteger attempts = new AtomicInteger();
        database.write(session -> {
            runs.incrementAndGet();
            increment(session, first);
            if (attempts.incrementAndGet() == 1) {
                meet(bothHoldOne);
            }
            increment(session, second);
            return null;
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void increment(Session session, String runId) {
        session.dsl()
                .update(JOB_RUN)
                .set(JOB_RUN.AS_OF_US, JOB_RUN.AS_OF_US.plus(1))
                .where(JOB_RUN.RUN_ID.eq(runId))
                .execute();
    }

    private static int insert(Session session, String runId) {
        return session.dsl()
                .insertInto(JOB_RUN)
                .set(JOB_RUN.RUN_ID, runId)
                .set(JOB_RUN.WORKFLOW, "test")
                .set(JOB_RUN.AS_OF_US, 0L)
                .set(JOB_RUN.POSITION, 1L)
                .execute();
    }

    private static int count(Database database) {
        return database.read(session -> session.dsl().fetchCount(JOB_RUN));
    }

    private Database open(TestDatabase database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(database.jdbcUrl());
        pool.setUsername(database.user());
        pools.add(pool);
        return new Database(new Names(database.engine(), null, ""), pool, pool, waits::add);
    }
}
