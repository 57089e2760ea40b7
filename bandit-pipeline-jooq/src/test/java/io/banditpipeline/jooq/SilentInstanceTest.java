package io.banditpipeline.jooq;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of slots when an instance cannot reach the database, for a while or for ever. */
class SilentInstanceTest {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration HEARTBEAT = Duration.ofMillis(100);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant FIRST = Instant.parse("2026-03-01T06:00:00Z");
    private static final JobSpec HOURLY = JobSpec.of("collect.hourly", Trigger.hourly());

    private final ManualClock clock = ManualClock.at("2026-03-01T05:30:00Z");
    private final long start = System.nanoTime();
    private final InstantSource ticking = () -> clock.instant().plusNanos(System.nanoTime() - start);
    private final TestDatabase database = TestDatabases.withSchema(Engine.POSTGRESQL);
    private final Cable cable = new Cable(database);
    private final CountDownLatch release = new CountDownLatch(1);
    private final SlotLog held = new SlotLog(execution -> {
        release.await();
        return new Outcome.Done();
    });
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        cable.mend();
        release.countDown();
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void the_slot_of_an_instance_that_fell_silent_is_begun_again_whatever_passed_meanwhile_R14() throws Exception {
        start(cable, ticking, HOURLY, held);
        clock.set(FIRST.plus(HOUR));
        assertThat(held.next().slot()).isEqualTo(FIRST.plus(HOUR));
        cable.cut();
        clock.set(FIRST.plus(HOUR.multipliedBy(4)));
        SlotLog log = new SlotLog();
        Scheduler second = start(new Cable(database), ticking, HOURLY, log);

        Execution again = log.next();
        assertThat(again.slot()).isEqualTo(FIRST.plus(HOUR));
        assertThat(again.attempt()).isEqualTo(1);
        assertThat(again.skipped()).isEqualTo(1);
        Execution latest = log.next();
        assertThat(latest.slot()).isEqualTo(FIRST.plus(HOUR.multipliedBy(4)));
        assertThat(latest.skipped()).isEqualTo(2);
        until(() -> !status(second).running());
        assertThat(status(second).skipped()).isEqualTo(3);
    }

    @Test
    void an_instance_that_comes_back_is_told_that_it_lost_its_slot_and_disturbs_nobody_R14() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        SlotLog slow = new SlotLog(execution -> {
            execution.cancellation().onCancel(cancelled::countDown);
            release.await();
            return new Outcome.Done();
        });
        start(cable, ticking, HOURLY, slow);
        clock.set(FIRST);
        slow.next();
        cable.cut();
        CountDownLatch other = new CountDownLatch(1);
        SlotLog log = new SlotLog(execution -> {
            other.await();
            return new Outcome.Done();
        });
        Scheduler second = start(new Cable(database), ticking, HOURLY, log);
        assertThat(log.next().slot()).isEqualTo(FIRST);
        JobStatus taken = status(second);

        cable.mend();
        assertThat(cancelled.await(60, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        Scheduler third = start(new Cable(database), ticking, HOURLY, new SlotLog());
        assertThat(status(third)).isEqualTo(taken);
        assertThat(taken.running()).isTrue();

        other.countDown();
        until(() -> !status(third).running());
        assertThat(status(third).next()).isEqualTo(FIRST.plus(HOUR));
        assertThat(slow.isEmpty()).isTrue();
    }

    @Test
    void a_slot_that_ended_while_the_database_was_away_is_not_run_again() throws Exception {
        Scheduler scheduler = start(cable, ticking, HOURLY.withMissed(MissedRuns.runEach(10)), held);
        clock.set(FIRST);
        held.next();
        cable.cut();
        release.countDown();
        // For some heartbeats: the end cannot be written, nothing can be polled.
        Waiter.realTime().await(HEARTBEAT.multipliedBy(8));
        assertThat(database.query("select picked from scheduled_job")).containsExactly("t");
        clock.set(FIRST.plus(HOUR));
        assertThat(held.isEmpty()).isTrue();

        cable.mend();
        assertThat(held.next().slot()).isEqualTo(FIRST.plus(HOUR));
        until(() -> !status(scheduler).running());
        assertThat(status(scheduler).next()).isEqualTo(FIRST.plus(HOUR.multipliedBy(2)));
        assertThat(held.isEmpty()).isTrue();
    }

    @Test
    void an_instance_that_runs_long_keeps_its_slot_whatever_the_clocks_of_others_show_R12() throws Exception {
        Scheduler first = start(cable, InstantSource.system(), JobSpec.of("long", Trigger.every(HEARTBEAT)), held);
        Execution running = held.next();
        SlotLog log = new SlotLog();
        InstantSource ahead = InstantSource.offset(InstantSource.system(), Duration.ofDays(1));
        start(new Cable(database), ahead, JobSpec.of("long", Trigger.every(HEARTBEAT)), log);

        Waiter.realTime().await(HEARTBEAT.multipliedBy(12));

        assertThat(log.isEmpty()).isTrue();
        assertThat(status(first).running()).isTrue();
        assertThat(status(first).next()).isEqualTo(running.slot());
        assertThat(running.cancellation().isCancelled()).isFalse();
    }

    @Test
    void closing_ends_within_its_bound_though_the_database_is_away_R13() throws Exception {
        Scheduler scheduler = start(cable, ticking, HOURLY, held);
        clock.set(FIRST);
        held.next();
        cable.cut();
        release.countDown();
        long before = System.nanoTime();
        scheduler.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    private Scheduler start(Cable way, InstantSource time, JobSpec spec, Job job) {
        JooqStorage storage = JooqStorage.over(way).migrate(false).open();
        opened.push(storage);
        Scheduler scheduler = DurableScheduler.on(storage)
                .pollInterval(POLL)
                .heartbeat(HEARTBEAT)
                .closeWithin(Duration.ofSeconds(4))
                .clock(time)
                .build();
        opened.push(scheduler);
        scheduler.register(spec, job);
        scheduler.start();
        return scheduler;
    }

    private static JobStatus status(Scheduler scheduler) {
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
