package io.banditpipeline.jooq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.jooq.internal.sql.Engine;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Jobs survive their instances, and instances share them. */
class DurableSchedulerTest {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant BEGIN = Instant.parse("2026-03-01T05:30:00Z");
    private static final Instant FIRST = Instant.parse("2026-03-01T06:00:00Z");
    private static final JobSpec HOURLY = JobSpec.of("collect.hourly", Trigger.hourly());
    private static final JobSpec EACH = HOURLY.withMissed(MissedRuns.runEach(1_000));

    private final ManualClock clock = ManualClock.at(BEGIN.toString());
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void two_instances_run_each_slot_once_and_one_at_a_time_R1(Engine engine) throws Exception {
        TestDatabase database = TestDatabases.withSchema(engine);
        AtomicInteger running = new AtomicInteger();
        SlotLog log = new SlotLog(execution -> {
            assertThat(running.incrementAndGet()).isEqualTo(1);
            running.decrementAndGet();
            return new Outcome.Done();
        });
        start(database, Map.of(EACH, log));
        start(database, Map.of(EACH, log));

        clock.advance(HOUR.multipliedBy(60));

        assertThat(log.next(60))
                .isEqualTo(
                        Stream.iterate(FIRST, slot -> slot.plus(HOUR)).limit(60).toList());
        assertThat(log.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void a_slot_that_was_waited_for_is_waited_for_after_a_restart_R14(Engine engine) throws Exception {
        TestDatabase database = TestDatabases.withSchema(engine);
        start(database, Map.of(HOURLY, new SlotLog())).close();

        clock.advance(HOUR.multipliedBy(5));
        SlotLog log = new SlotLog();
        Scheduler second = start(database, Map.of(HOURLY, log));

        Execution execution = log.next();
        assertThat(execution.slot()).isEqualTo(FIRST.plus(HOUR.multipliedBy(4)));
        assertThat(execution.skipped()).isEqualTo(4);
        until(() -> !only(second).running());
        assertThat(only(second).next()).isEqualTo(FIRST.plus(HOUR.multipliedBy(5)));
        assertThat(only(second).skipped()).isEqualTo(4);
    }

    @Test
    void a_job_whose_trigger_has_changed_waits_for_its_first_slot() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.SQLITE);
        start(database, Map.of(HOURLY, new SlotLog())).close();
        clock.advance(HOUR.multipliedBy(5));

        SlotLog log = new SlotLog();
        JobSpec changed = JobSpec.of(HOURLY.name(), Trigger.every(Duration.ofHours(2)));
        Scheduler second = start(database, Map.of(changed, log));

        assertThat(only(second).next()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(only(second).begins()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void a_pause_holds_in_all_instances_and_after_a_restart(Engine engine) throws Exception {
        TestDatabase database = TestDatabases.withSchema(engine);
        SlotLog paused = new SlotLog();
        SlotLog other = new SlotLog();
        JobSpec marker = JobSpec.of("marker", Trigger.hourly());
        Scheduler first = start(database, Map.of(HOURLY, paused, marker, other));
        first.pause(HOURLY.name());
        first.close();
        Scheduler second = start(database, Map.of(HOURLY, paused, marker, other));
        Scheduler third = start(database, Map.of(HOURLY, paused, marker, other));

        for (int slot = 0; slot < 3; slot++) {
            clock.advance(HOUR);
            other.next();
        }
        assertThat(paused.isEmpty()).isTrue();
        assertThat(second.jobs().get(0).paused()).isTrue();
        until(() -> second.jobs().stream().noneMatch(JobStatus::running)); // the marker's last slot
        assertThat(third.jobs()).isEqualTo(second.jobs());

        second.resume(HOURLY.name());
        assertThat(paused.next().skipped()).isEqualTo(2);
        assertThat(third.jobs().get(0).paused()).isFalse();
    }

    @Test
    void a_pause_lets_a_slot_that_is_run_end_and_begins_no_other() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.POSTGRESQL);
        CountDownLatch release = new CountDownLatch(1);
        SlotLog log = new SlotLog(execution -> {
            release.await();
            return new Outcome.Done();
        });
        SlotLog other = new SlotLog();
        Scheduler scheduler = start(database, Map.of(HOURLY, log, JobSpec.of("marker", Trigger.hourly()), other));
        clock.advance(HOUR);
        log.next();
        other.next();

        scheduler.pause(HOURLY.name());
        release.countDown();
        until(() -> !scheduler.jobs().get(0).running());
        assertThat(scheduler.jobs().get(0).next()).isEqualTo(FIRST.plus(HOUR));
        clock.advance(HOUR);
        other.next();
        clock.advance(HOUR);
        other.next();
        assertThat(log.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL", "MARIADB"})
    void a_job_that_an_instance_does_not_know_waits_for_one_that_does(Engine engine) throws Exception {
        TestDatabase database = TestDatabases.withSchema(engine);
        JobSpec known = JobSpec.of("known", Trigger.hourly());
        start(database, Map.of(HOURLY, new SlotLog(), known, new SlotLog())).close();
        SlotLog log = new SlotLog();
        start(database, Map.of(known, log));
        for (int day = 0; day < 20; day++) {
            clock.advance(Duration.ofDays(1));
            log.next();
        }

        SlotLog back = new SlotLog();
        start(database, Map.of(HOURLY, back));
        Execution execution = back.next();
        assertThat(execution.slot()).isEqualTo("2026-03-21T05:00:00Z");
        assertThat(execution.skipped()).isEqualTo(20 * 24 - 1);
    }

    @Test
    void a_daily_slot_comes_once_a_date_where_the_clock_is_turned_R12() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.POSTGRESQL);
        SlotLog log = new SlotLog();
        JobSpec daily = JobSpec.of("daily", Trigger.daily(LocalTime.of(2, 30), ZoneId.of("Europe/Berlin")))
                .withMissed(MissedRuns.runEach(1_000));
        clock.set(Instant.parse("2026-03-27T12:00:00Z"));
        start(database, Map.of(daily, log));

        for (int hour = 0; hour < 72; hour++) {
            clock.advance(HOUR);
        }
        assertThat(log.next(3))
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-29T01:00:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"));
        clock.set(Instant.parse("2026-10-26T12:00:00Z"));
        List<Instant> rest = log.next(210);
        assertThat(rest)
                .endsWith(
                        Instant.parse("2026-10-24T00:30:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_and_forth_neither_loses_nor_repeats_a_slot_R12() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.SQLITE);
        SlotLog log = new SlotLog();
        Scheduler scheduler = start(database, Map.of(EACH, log));
        clock.set(FIRST);
        assertThat(log.next().slot()).isEqualTo(FIRST);
        until(() -> !only(scheduler).running());

        clock.set(FIRST.minus(Duration.ofDays(3)));
        clock.set(FIRST.plus(HOUR));
        assertThat(log.next().slot()).isEqualTo(FIRST.plus(HOUR));
        clock.set(FIRST.plus(HOUR.multipliedBy(4)));
        assertThat(log.next(3)).endsWith(FIRST.plus(HOUR.multipliedBy(4)));
        assertThat(log.isEmpty()).isTrue();
    }

    @Test
    void tables_may_have_a_prefix_and_two_schedulers_one_database() throws Exception {
        TestDatabase database = TestDatabases.empty(Engine.POSTGRESQL);
        SlotLog one = new SlotLog();
        SlotLog two = new SlotLog();
        start(database.storage().tablePrefix("one_"), Map.of(HOURLY, one));
        start(database.storage().tablePrefix("two_"), Map.of(HOURLY, two));

        clock.advance(HOUR);

        assertThat(one.next().slot()).isEqualTo(FIRST);
        assertThat(two.next().slot()).isEqualTo(FIRST);
        assertThat(database.query("select task_name from one_scheduled_job")).containsExactly(HOURLY.name());
    }

    @Test
    void a_slot_that_closing_stopped_is_begun_again_at_once_as_the_same_attempt_R14() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.POSTGRESQL);
        SlotLog blocked = new SlotLog(execution -> {
            new CountDownLatch(1).await(); // nothing but an interrupt ends this
            return new Outcome.Done();
        });
        Scheduler first = start(database, Map.of(HOURLY, blocked));
        clock.advance(HOUR);
        blocked.next();
        SlotLog log = new SlotLog();
        Scheduler second = start(database, Map.of(HOURLY, log));

        first.close();

        Execution again = log.next();
        assertThat(again.slot()).isEqualTo(FIRST);
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(blocked.isEmpty()).isTrue();
        until(() -> !only(second).running());
        assertThat(only(second).next()).isEqualTo(FIRST.plus(HOUR));
    }

    @Test
    void a_slot_that_fails_again_and_again_is_begun_after_growing_delays_of_at_most_an_hour() throws Exception {
        TestDatabase database = TestDatabases.withSchema(Engine.SQLITE);
        SlotLog log = new SlotLog(execution -> {
            throw new IllegalStateException("no rows");
        });
        Scheduler scheduler = start(database, Map.of(HOURLY, log));
        clock.set(FIRST);
        for (int attempt = 1; attempt <= 9; attempt++) {
            Execution execution = log.next();
            assertThat(execution.attempt()).isEqualTo(attempt);
            assertThat(execution.slot()).isEqualTo(FIRST);
            int failures = attempt;
            until(() -> only(scheduler).failures() == failures);
            JobStatus status = only(scheduler);
            assertThat(Duration.between(clock.instant(), status.begins()))
                    .isEqualTo(Duration.ofMinutes(Math.min(60, 1L << (attempt - 1))));
            clock.set(status.begins());
        }
    }

    @Test
    void what_cannot_work_is_refused_at_once_with_the_range() {
        JooqStorage storage = open(TestDatabases.withSchema(Engine.SQLITE).storage());
        DurableSchedulerBuilder builder = DurableScheduler.on(storage);
        assertThatThrownBy(() -> builder.threads(0)).hasMessage("threads must be from 1 to 1000, but is 0");
        assertThatThrownBy(() -> builder.pollInterval(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pollInterval must be from PT0.01S to PT1H, but is PT0S");
        assertThatThrownBy(() -> builder.heartbeat(Duration.ofDays(1))).hasMessageContaining("heartbeat");
        assertThatThrownBy(() -> builder.closeWithin(Duration.ofSeconds(-1))).hasMessageContaining("closeWithin");
        assertThatThrownBy(() -> builder.instance(" ")).hasMessageContaining("instance must have 1 to 50 characters");
        assertThatThrownBy(() -> builder.instance("x".repeat(51))).hasMessageContaining("but is 'xxx");
    }

    private Scheduler start(TestDatabase database, Map<JobSpec, Job> jobs) {
        return start(database.storage().migrate(false), jobs);
    }

    private Scheduler start(JooqStorageBuilder storage, Map<JobSpec, Job> jobs) {
        Scheduler scheduler = DurableScheduler.on(open(storage))
                .pollInterval(POLL)
                .closeWithin(Duration.ofSeconds(10))
                .clock(clock)
                .build();
        opened.push(scheduler);
        jobs.forEach(scheduler::register);
        scheduler.start();
        return scheduler;
    }

    private JooqStorage open(JooqStorageBuilder builder) {
        JooqStorage storage = builder.open();
        opened.push(storage);
        return storage;
    }

    private static JobStatus only(Scheduler scheduler) {
        assertThat(scheduler.jobs()).hasSize(1);
        return scheduler.jobs().get(0);
    }

    private static void until(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; !happened.getAsBoolean(); i++) {
            assertThat(i).as("looks at what must happen").isLessThan(3_000);
            Waiter.realTime().await(POLL);
        }
    }
}
