package io.banditpipeline.benchmarks.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.benchmarks.harness.Arguments;
import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Figures;
import io.banditpipeline.benchmarks.harness.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark judges ours by the wall clock, and finds out a planner that is wrong or does not move on. */
class ScheduleDstBenchmarkTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String run(Planner ours, String... words) {
        ScheduleDstBenchmark benchmark = new ScheduleDstBenchmark(ours, Planners.peers());
        benchmark.run(
                Arguments.parse(List.of(words), benchmark.options()),
                new Figures(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void ours_is_right_on_every_date_of_a_year_and_the_known_faults_of_peers_are_found_R12() {
        assertThat(run(Planners.ours(), "--first-year", "2026", "--last-year", "2026"))
                .contains(
                        "mismatches 0 schedules\n",
                        "new_york_2026_03_08_daily_02_30_ours 1 fires\n",
                        "new_york_2026_03_08_daily_02_30_spring 0 fires\n",
                        "new_york_2026_11_01_hourly_ideal 26 fires\n",
                        "new_york_2026_11_01_hourly_quartz 25 fires\n",
                        "lord_howe_2026_10_04_daily_02_30_db_scheduler_cron 0 fires\n",
                        "lord_howe_2026_04_05_every_15_min_ideal 99 fires\n",
                        "stuck_spring 2 zones\n");
    }

    @Test
    void a_planner_that_is_wrong_makes_the_result_bad() {
        Planner quartz = Planners.peers().stream()
                .filter(peer -> peer.name().equals("quartz"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> run(quartz, "--first-year", "2026", "--last-year", "2026"))
                .isInstanceOf(BadResultException.class);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("mismatches 0 ");
    }

    @Test
    void years_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> run(Planners.ours(), "--first-year", "2027", "--last-year", "2026"))
                .isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> run(Planners.ours(), "--first-year", "26")).isInstanceOf(UsageException.class);
    }

    @Test
    void a_plan_that_does_not_move_on_is_left() {
        Window window = Window.of(LocalDate.of(2026, 3, 8), NEW_YORK);
        Instant noon = Instant.parse("2026-03-08T17:00:00Z");
        Window.Fires fires = window.fires(after -> noon);
        assertThat(fires.stuck()).isTrue();
        assertThat(fires.instants()).containsExactly(noon);
        assertThat(window.fires(after -> after.plus(Duration.ofHours(5))).stuck())
                .isFalse();
    }

    @Test
    void the_wall_clock_shows_what_is_known_of_a_day() {
        Window window = Window.of(LocalDate.of(2026, 3, 8), NEW_YORK);
        WallClock clock = new WallClock(NEW_YORK, window);
        assertThat(clock.ideal(Cadence.daily("02:30"))).containsExactly(Instant.parse("2026-03-08T07:00:00Z"));
        assertThat(clock.ideal(Cadence.daily("00:00")))
                .containsExactly(Instant.parse("2026-03-08T05:00:00Z"), Instant.parse("2026-03-09T04:00:00Z"));
        assertThat(clock.ideal(Cadence.hourly())).hasSize(24).isEqualTo(clock.elapsed(Cadence.hourly()));

        ZoneId apia = ZoneId.of("Pacific/Apia");
        Window leftOut = new Window(Instant.parse("2011-12-28T00:00:00Z"), Instant.parse("2012-01-01T00:00:00Z"));
        assertThat(new WallClock(apia, leftOut).ideal(Cadence.daily("12:00")))
                .containsExactly(
                        Instant.parse("2011-12-28T22:00:00Z"),
                        Instant.parse("2011-12-29T22:00:00Z"),
                        Instant.parse("2011-12-30T22:00:00Z"),
                        Instant.parse("2011-12-31T22:00:00Z"));
    }
}
