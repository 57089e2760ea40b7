package io.banditpipeline.testkit.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The manual scheduler runs what becomes due, in order, in the thread of the test. */
class ManualSchedulerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    private final ManualClock clock = new ManualClock(START);
    private final ManualScheduler scheduler = new ManualScheduler(clock);
    private final List<String> log = new ArrayList<>();

    private static Instant at(String time) {
        return Instant.parse("2026-01-01T" + time + "Z");
    }

    private Job logging() {
        return execution -> {
            log.add(execution.job() + ' ' + clock.instant().toString().substring(11, 16));
            return new Outcome.Done();
        };
    }

    private void start(JobSpec spec, Job job) {
        scheduler.register(spec, job);
        scheduler.start();
    }

    private JobStatus status() {
        return scheduler.jobs().get(0);
    }

    @Test
    void a_year_of_hours_and_days_runs_at_once_and_in_order_R12() {
        ZoneId zone = ZoneId.of("America/New_York");
        Recorder hourly = Recorder.done();
        Recorder daily = Recorder.done();
        scheduler.register(JobSpec.of("hourly", Trigger.hourly()), hourly);
        scheduler.register(JobSpec.of("daily", Trigger.daily(LocalTime.of(2, 30), zone)), daily);
        scheduler.start();

        assertThat(scheduler.advance(Duration.ofDays(365))).isEqualTo(8_760 + 365);

        assertThat(hourly.slots()).hasSize(8_760).endsWith(START.plus(Duration.ofDays(365)));
        assertThat(daily.slots().stream()
                        .map(slot -> slot.atZone(zone).toLocalDate())
                        .distinct())
                .hasSize(365);
        assertThat(scheduler.executions())
                .hasSize(9_125)
                .extracting(Execution::slot)
                .isSorted();
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(365)));
    }

    @Test
    void jobs_of_one_instant_run_in_order_of_their_names_and_see_its_time() {
        scheduler.register(JobSpec.of("b", Trigger.every(Duration.ofMinutes(30))), logging());
        scheduler.register(JobSpec.of("a", Trigger.hourly()), logging());
        scheduler.start();

        assertThat(scheduler.advanceTo(at("01:59:59"))).isEqualTo(4);

        assertThat(log).containsExactly("b 00:30", "a 01:00", "b 01:00", "b 01:30");
        assertThat(clock.instant()).isEqualTo(at("01:59:59"));
    }

    @Test
    void slots_that_pass_while_a_job_waits_by_the_clock_begin_late_when_it_has_ended() {
        scheduler.register(JobSpec.of("slow", Trigger.every(Duration.ofHours(6))), execution -> {
            log.add("slow begins");
            clock.await(Duration.ofMinutes(150));
            log.add("slow ends");
            return new Outcome.Done();
        });
        scheduler.register(JobSpec.of("hourly", Trigger.hourly()), execution -> {
            log.add("hourly " + execution.slot().toString().substring(11, 16) + " at "
                    + clock.instant().toString().substring(11, 16) + ", skipped " + execution.skipped());
            return new Outcome.Done();
        });
        scheduler.start();
        scheduler.advanceTo(at("05:30:00"));
        log.clear();

        scheduler.advanceTo(at("09:00:00"));

        assertThat(log)
                .containsExactly(
                        "hourly 06:00 at 06:00, skipped 0",
                        "slow begins",
                        "slow ends",
                        "hourly 08:00 at 08:30, skipped 1",
                        "hourly 09:00 at 09:00, skipped 0");
    }

    @Test
    void a_job_that_waits_longer_than_its_period_does_not_run_for_ever() {
        start(JobSpec.of("slow", Trigger.hourly()), execution -> {
            clock.await(Duration.ofMinutes(150));
            return new Outcome.Done();
        });

        assertThat(scheduler.advanceTo(at("04:00:00"))).isEqualTo(3);

        assertThat(scheduler.executions())
                .extracting(Execution::slot)
                .containsExactly(at("01:00:00"), at("03:00:00"), at("06:00:00"));
        assertThat(clock.instant()).isEqualTo(at("08:30:00"));
        assertThat(scheduler.advance(Duration.ZERO)).isEqualTo(1);
    }

    @Test
    void a_slot_that_fails_is_begun_again_after_1_2_4_and_at_most_60_minutes_R14() {
        List<Instant> begun = new ArrayList<>();
        start(JobSpec.of("failing", Trigger.every(Duration.ofDays(1))), execution -> {
            begun.add(clock.instant());
            assertThat(execution.attempt()).isEqualTo(begun.size());
            if (begun.size() < 10) {
                throw new IllegalStateException("failure " + begun.size());
            }
            return new Outcome.Done();
        });

        scheduler.advance(Duration.ofHours(47));

        List<Long> minutes = new ArrayList<>();
        for (int i = 1; i < begun.size(); i++) {
            minutes.add(Duration.between(begun.get(i - 1), begun.get(i)).toMinutes());
        }
        assertThat(minutes).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
        assertThat(scheduler.failures()).hasSize(9).allSatisfy(failure -> {
            assertThat(failure.execution().slot()).isEqualTo(START.plus(Duration.ofDays(1)));
            assertThat(failure.exception())
                    .hasMessage("failure " + failure.execution().attempt());
        });
        assertThat(status().failures()).isZero();
        assertThat(status().next()).isEqualTo(START.plus(Duration.ofDays(2)));
    }

    @Test
    void the_slots_that_pass_while_one_is_tried_again_are_missed_R14() {
        AtomicInteger calls = new AtomicInteger();
        start(
                JobSpec.of("waiting", Trigger.hourly()),
                execution ->
                        calls.incrementAndGet() == 1 ? new Outcome.Again(Duration.ofMinutes(130)) : new Outcome.Done());

        scheduler.advanceTo(at("04:00:00"));

        assertThat(scheduler.executions())
                .extracting(Execution::slot)
                .containsExactly(at("01:00:00"), at("01:00:00"), at("03:00:00"), at("04:00:00"));
        assertThat(scheduler.executions()).extracting(Execution::skipped).containsExactly(0L, 0L, 1L, 0L);
        assertThat(status().skipped()).isEqualTo(1);
    }

    @Test
    void a_jump_is_a_host_that_was_down_and_each_policy_makes_up_for_it_in_its_way() {
        Recorder skip = Recorder.done();
        Recorder once = Recorder.done();
        Recorder each = Recorder.done();
        JobSpec spec = JobSpec.of("once", Trigger.hourly());
        scheduler.register(spec, once);
        scheduler.register(JobSpec.of("skip", Trigger.hourly()).withMissed(MissedRuns.skip()), skip);
        scheduler.register(JobSpec.of("each", Trigger.hourly()).withMissed(MissedRuns.runEach(2)), each);
        scheduler.start();

        scheduler.jump(at("05:30:00"));
        assertThat(scheduler.executions()).isEmpty();
        assertThat(scheduler.advance(Duration.ZERO)).isEqualTo(3);
        scheduler.advanceTo(at("06:00:00"));

        assertThat(skip.slots()).containsExactly(at("06:00:00"));
        assertThat(skip.begun().get(0).skipped()).isEqualTo(5);
        assertThat(once.slots()).containsExactly(at("05:00:00"), at("06:00:00"));
        assertThat(each.slots()).containsExactly(at("04:00:00"), at("05:00:00"), at("06:00:00"));
        assertThat(each.begun()).extracting(Execution::skipped).containsExactly(3L, 0L, 0L);
    }

    @Test
    void a_paused_job_lets_slots_pass_and_makes_up_for_them_as_missed() {
        start(JobSpec.of("hourly", Trigger.hourly()), logging());
        scheduler.pause("hourly");
        assertThat(scheduler.advance(Duration.ofHours(5))).isZero();
        assertThat(status().paused()).isTrue();

        scheduler.resume("hourly");
        assertThat(scheduler.advance(Duration.ZERO)).isEqualTo(1);

        assertThat(scheduler.executions().get(0).skipped()).isEqualTo(4);
        assertThat(status().next()).isEqualTo(at("06:00:00"));
    }

    @Test
    void jitter_delays_the_begin_and_not_the_slot() {
        JobSpec spec = JobSpec.of("hourly", Trigger.hourly()).withJitter(Duration.ofMinutes(30));
        List<Instant> begun = new ArrayList<>();
        start(spec, execution -> {
            begun.add(clock.instant());
            return new Outcome.Done();
        });

        scheduler.advance(Duration.ofHours(100));

        assertThat(begun.size()).isBetween(99, 100);
        assertThat(begun)
                .containsExactlyElementsOf(scheduler.executions().stream()
                        .map(execution -> spec.begin(execution.slot()))
                        .toList());
        assertThat(begun).anySatisfy(instant -> assertThat(instant.getEpochSecond() % 3600)
                .isPositive());
    }

    @Test
    void a_failed_assertion_comes_out_and_the_slot_is_begun_again_by_the_next_call() {
        AtomicInteger calls = new AtomicInteger();
        start(JobSpec.of("job", Trigger.hourly()), execution -> {
            assertThat(calls.incrementAndGet()).isGreaterThan(1);
            return new Outcome.Done();
        });

        assertThatThrownBy(() -> scheduler.advance(HOUR)).isInstanceOf(AssertionError.class);
        assertThat(status().running()).isFalse();
        assertThat(scheduler.advance(Duration.ZERO)).isEqualTo(1);
        assertThat(scheduler.executions()).extracting(Execution::attempt).containsExactly(1, 1);
    }

    @Test
    void a_job_that_is_begun_again_without_a_delay_for_ever_is_told() {
        start(JobSpec.of("eager", Trigger.hourly()), execution -> new Outcome.Again(Duration.ZERO));
        assertThatThrownBy(() -> scheduler.advance(HOUR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'eager'")
                .hasMessageContaining("2026-01-01T01:00:00Z");
    }

    @Test
    void a_job_may_close_its_scheduler_and_nothing_is_begun_after_it_R13() {
        scheduler.register(JobSpec.of("other", Trigger.hourly()), logging());
        start(JobSpec.of("closing", Trigger.hourly()), execution -> {
            scheduler.close();
            execution.cancellation().throwIfCancelled();
            return new Outcome.Done();
        });

        assertThat(scheduler.advance(Duration.ofHours(3))).isEqualTo(1);

        assertThat(log).isEmpty();
        assertThat(scheduler.failures()).hasSize(1);
        assertThat(status().next()).isEqualTo(at("01:00:00"));
        assertThatThrownBy(() -> scheduler.advance(HOUR)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_action_for_the_cancellation_can_be_taken_back_and_runs_once() {
        AtomicInteger kept = new AtomicInteger();
        AtomicInteger takenBack = new AtomicInteger();
        start(JobSpec.of("closing", Trigger.hourly()), execution -> {
            execution.cancellation().onCancel(kept::incrementAndGet);
            execution.cancellation().onCancel(takenBack::incrementAndGet).close();
            scheduler.close();
            execution.cancellation().onCancel(kept::incrementAndGet).close();
            return new Outcome.Done();
        });
        scheduler.advance(HOUR);
        scheduler.close();
        assertThat(kept).hasValue(2);
        assertThat(takenBack).hasValue(0);
    }

    @Test
    void driving_it_wrongly_is_refused() {
        assertThatThrownBy(() -> scheduler.advance(HOUR))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not started");
        List<Exception> refused = new ArrayList<>();
        start(JobSpec.of("driver", Trigger.hourly()), execution -> {
            try {
                scheduler.advance(HOUR);
            } catch (IllegalStateException e) {
                refused.add(e);
            }
            return new Outcome.Done();
        });
        scheduler.advance(HOUR);
        assertThat(refused).hasSize(1);
        assertThatThrownBy(() -> scheduler.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> scheduler.advanceTo(START)).isInstanceOf(IllegalArgumentException.class);
    }
}
