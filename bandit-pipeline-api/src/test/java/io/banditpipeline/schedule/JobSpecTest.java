package io.banditpipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.schedule.JobSpec.Due;
import io.banditpipeline.schedule.Trigger.Gap;
import io.banditpipeline.schedule.Trigger.Overlap;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What is due after a time in which nobody was there, and when a slot is begun. */
class JobSpecTest {
    private static final Instant SLOT = Instant.parse("2026-03-01T06:00:00Z");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Duration HOUR = Duration.ofHours(1);

    private static JobSpec hourly() {
        return JobSpec.of("hourly", Trigger.hourly());
    }

    @Test
    void before_its_begin_nothing_is_due() {
        assertThat(hourly().due(SLOT, SLOT.minusNanos(1))).isEqualTo(new Due(List.of(), 0, SLOT));
        assertThat(hourly().due(SLOT, SLOT)).isEqualTo(new Due(List.of(SLOT), 0, SLOT.plus(HOUR)));
    }

    @Test
    void of_missed_slots_the_latest_is_run_unless_the_policy_says_otherwise() {
        Instant now = SLOT.plus(Duration.ofMinutes(3 * 60 + 20));
        Instant next = SLOT.plus(Duration.ofHours(4));
        Instant latest = SLOT.plus(Duration.ofHours(3));
        assertThat(hourly().due(SLOT, now)).isEqualTo(new Due(List.of(latest), 3, next));
        assertThat(hourly().withMissed(MissedRuns.skip()).due(SLOT, now)).isEqualTo(new Due(List.of(), 4, next));
        assertThat(hourly().withMissed(MissedRuns.runEach(2)).due(SLOT, now))
                .isEqualTo(new Due(List.of(latest.minus(HOUR), latest), 2, next));
        assertThat(hourly().withMissed(MissedRuns.runEach(9)).due(SLOT, now).slots())
                .containsExactly(SLOT, SLOT.plus(HOUR), latest.minus(HOUR), latest);
    }

    @Test
    void a_slot_within_its_grace_is_not_missed() {
        JobSpec spec = hourly().withMissed(MissedRuns.skip()).withGrace(Duration.ofMinutes(5));
        Instant latest = SLOT.plus(HOUR);
        assertThat(spec.due(SLOT, latest.plusSeconds(300))).isEqualTo(new Due(List.of(latest), 1, latest.plus(HOUR)));
        assertThat(spec.due(SLOT, latest.plusSeconds(300).plusNanos(1)))
                .isEqualTo(new Due(List.of(), 2, latest.plus(HOUR)));
    }

    @Test
    void jitter_beyond_the_grace_does_not_make_a_slot_missed() {
        JobSpec spec =
                hourly().withMissed(MissedRuns.skip()).withGrace(Duration.ZERO).withJitter(Duration.ofMinutes(50));
        Instant slot = SLOT;
        for (int i = 0; i < 1000; i++) {
            Due due = spec.due(slot, spec.begin(slot));
            assertThat(due).isEqualTo(new Due(List.of(slot), 0, slot.plus(HOUR)));
            slot = due.next();
        }
    }

    @Test
    void a_fixed_delay_is_never_missed() {
        JobSpec spec = JobSpec.of("again", Trigger.after(HOUR)).withMissed(MissedRuns.skip());
        Instant now = SLOT.plus(Duration.ofDays(400));
        assertThat(spec.due(SLOT, now)).isEqualTo(new Due(List.of(SLOT), 0, now.plus(HOUR)));
    }

    @Test
    void years_of_milliseconds_are_counted_and_not_walked_R15() {
        JobSpec spec = JobSpec.of("fast", Trigger.every(Duration.ofMillis(1))).withMissed(MissedRuns.runEach(10_000));
        Instant first = Instant.parse("0001-01-01T00:00:00Z");
        Instant now = Instant.parse("9999-12-31T23:59:59.999Z");

        Due due = spec.due(first, now);

        assertThat(due.slots())
                .hasSize(10_000)
                .startsWith(now.minusMillis(9_999))
                .endsWith(now);
        assertThat(due.skipped()).isEqualTo(Duration.between(first, now).toMillis() + 1 - 10_000);
        assertThat(due.next()).isEqualTo(now.plusMillis(1));
    }

    @Test
    void a_daily_job_can_have_been_away_for_a_thousand_years() {
        JobSpec spec = JobSpec.of("daily", Trigger.daily(LocalTime.of(2, 30), NEW_YORK));
        Due due = spec.due(Instant.parse("2026-01-01T07:30:00Z"), Instant.parse("3026-01-01T07:30:00Z"));
        assertThat(due.slots()).containsExactly(Instant.parse("3026-01-01T07:30:00Z"));
        assertThat(due.skipped()).isEqualTo(365_242);
    }

    @Property(tries = 2000)
    void what_is_due_is_what_walking_over_every_slot_finds(
            @ForAll("specs") JobSpec spec,
            @ForAll @LongRange(max = 3_000_000_000L) long startMillis,
            @ForAll @LongRange(min = -400_000, max = 40_000_000) long awayMillis) {
        Instant awaited = spec.trigger().next(SLOT.plusMillis(startMillis));
        Instant now = awaited.plusMillis(awayMillis);

        assertThat(spec.due(awaited, now)).isEqualTo(walked(spec, awaited, now));
    }

    @Property
    void a_slot_that_is_off_the_grid_is_run_like_any_other(
            @ForAll @LongRange(max = 3_600_000) long offMillis,
            @ForAll @LongRange(max = 40_000_000) long awayMillis,
            @ForAll @IntRange(min = 1, max = 8) int limit) {
        JobSpec spec = hourly().withMissed(MissedRuns.runEach(limit));
        Instant awaited = SLOT.plusMillis(offMillis);
        Instant now = awaited.plusMillis(awayMillis);

        assertThat(spec.due(awaited, now)).isEqualTo(walked(spec, awaited, now));
    }

    /** The definition: a list of every slot whose begin has come, cut by the policy. */
    private static Due walked(JobSpec spec, Instant awaited, Instant now) {
        List<Instant> passed = new ArrayList<>();
        Instant slot = awaited;
        while (!spec.begin(slot).isAfter(now)) {
            passed.add(slot);
            slot = spec.trigger().next(slot);
        }
        if (passed.isEmpty()) {
            return new Due(List.of(), 0, awaited);
        }
        int kept = Math.min(passed.size(), spec.missed().limit());
        Instant latest = passed.get(passed.size() - 1);
        if (spec.missed().kind() == MissedRuns.Kind.SKIP
                && spec.begin(latest).plus(spec.grace()).isBefore(now)) {
            kept = 0;
        }
        return new Due(passed.subList(passed.size() - kept, passed.size()), passed.size() - kept, slot);
    }

    @Provide
    static Arbitrary<JobSpec> specs() {
        Arbitrary<Trigger> grids = Arbitraries.of(1_000, 7_000, 60_000, 900_000, 3_600_000, 86_400_000)
                .map(millis -> new Trigger.Every(Duration.ofMillis(millis), Duration.ofMillis(millis / 3)));
        Arbitrary<Trigger> daily = Combinators.combine(
                        Arbitraries.of("00:00", "01:30", "02:30", "23:59:59.999"),
                        Arbitraries.of("America/New_York", "Australia/Lord_Howe", "America/Nuuk"),
                        Arbitraries.of(Gap.class),
                        Arbitraries.of(Overlap.class))
                .as((at, zone, gap, overlap) -> new Trigger.Daily(LocalTime.parse(at), ZoneId.of(zone), gap, overlap));
        Arbitrary<MissedRuns> missed = Arbitraries.oneOf(
                Arbitraries.of(MissedRuns.skip(), MissedRuns.runOnce()),
                Arbitraries.integers().between(1, 50).map(MissedRuns::runEach));
        return Combinators.combine(
                        Arbitraries.oneOf(grids, daily),
                        missed,
                        Arbitraries.of(0, 400, 5_000),
                        Arbitraries.of(0, 1, 999))
                .as((trigger, policy, grace, jitter) -> new JobSpec(
                        "job", trigger, policy, Duration.ofMillis(grace), Duration.ofMillis(jitter), "host"));
    }

    @Test
    void the_begin_of_a_slot_is_always_the_same_and_within_the_jitter() {
        JobSpec spec = hourly().withJitter(Duration.ofMinutes(10));
        int[] tenths = new int[10];
        Instant slot = SLOT;
        for (int i = 0; i < 10_000; i++, slot = slot.plus(HOUR)) {
            Duration delay = Duration.between(slot, spec.begin(slot));
            assertThat(delay).isBetween(Duration.ZERO, spec.jitter());
            assertThat(hourly().withJitter(Duration.ofMinutes(10)).begin(slot)).isEqualTo(spec.begin(slot));
            tenths[(int) Math.min(9, delay.toSeconds() / 60)]++;
        }
        for (int count : tenths) {
            assertThat(count).isBetween(880, 1120); // 1,000, and 4 deviations
        }
    }

    @Test
    void slots_of_one_second_and_jobs_and_hosts_of_one_slot_begin_at_different_times() {
        JobSpec fast = JobSpec.of("fast", Trigger.every(Duration.ofMillis(100))).withJitter(Duration.ofMillis(99));
        List<Long> delays = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            Instant slot = SLOT.plusMillis(100L * i);
            delays.add(Duration.between(slot, fast.begin(slot)).toMillis());
        }
        assertThat(delays.stream().distinct().count()).isGreaterThan(5);

        List<Instant> begins = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            begins.add(JobSpec.of("job-" + i, Trigger.hourly())
                    .withJitter(Duration.ofMinutes(59))
                    .begin(SLOT));
            begins.add(hourly().withSpread("host-" + i)
                    .withJitter(Duration.ofMinutes(59))
                    .begin(SLOT));
        }
        assertThat(begins.stream().distinct().count()).isGreaterThan(1990);
    }

    @Test
    void a_slot_begins_before_the_next_one_also_where_a_turn_of_the_clock_brings_that_closer_R12() {
        Trigger twice =
                new Trigger.Daily(LocalTime.of(1, 45), ZoneId.of("Australia/Lord_Howe"), Gap.AT_END, Overlap.BOTH);
        for (int i = 0; i < 200; i++) {
            JobSpec spec = JobSpec.of("job-" + i, twice).withJitter(Duration.ofHours(20));
            Instant slot = Instant.parse("2026-04-04T14:45:00Z");
            Instant next = twice.next(slot);
            assertThat(Duration.between(slot, next)).isEqualTo(Duration.ofMinutes(30));
            assertThat(spec.begin(slot)).isBetween(slot, next.minusMillis(1));
        }
    }

    @Test
    void what_makes_no_sense_is_refused_with_its_value() {
        assertThatThrownBy(() -> JobSpec.of(" ", Trigger.hourly())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JobSpec.of("n".repeat(101), Trigger.hourly()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hourly().withGrace(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("grace");
        assertThatThrownBy(() -> hourly().withJitter(HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'hourly'")
                .hasMessageContaining("PT1H");
        assertThatThrownBy(() -> hourly().withJitter(Duration.ofNanos(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MissedRuns.runEach(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MissedRuns.runEach(10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> new MissedRuns(MissedRuns.Kind.SKIP, 2)).isInstanceOf(IllegalArgumentException.class);
    }
}
