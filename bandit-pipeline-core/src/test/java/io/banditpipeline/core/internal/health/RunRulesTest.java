package io.banditpipeline.core.internal.health;

import static io.banditpipeline.core.internal.health.Snapshots.NOW;
import static io.banditpipeline.core.internal.health.Snapshots.WELL;
import static io.banditpipeline.core.internal.health.Snapshots.run;
import static io.banditpipeline.core.internal.health.Snapshots.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredRun;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRulesTest {
    private final Snapshots world = new Snapshots();

    @Test
    void a_pipeline_that_is_well_has_no_problem() {
        assertThat(world.problems()).isEmpty();
    }

    @Test
    void a_pipeline_that_never_ran_is_told_how_to_begin() {
        world.recent = List.of();
        world.histories = List.of(new History("daily", null, null, null, null));

        assertThat(world.problem().code()).isEqualTo("run.never");
        assertThat(world.problem().toString()).contains("runDaily()", "start the scheduler");
    }

    @Test
    void a_failed_run_is_critical_and_names_its_bad_steps() {
        StoredRun failed = run(
                RunState.FAILED,
                NOW,
                step("collect meta", StepState.FAILED),
                step("plan shop", StepState.BLOCKED),
                step("outcomes crm", StepState.SUCCEEDED));
        world.histories = List.of(new History("daily", failed, WELL, WELL, null));

        Problem problem = world.problem();
        assertThat(problem.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(problem.code()).isEqualTo("run.failed");
        assertThat(problem.subject()).isEqualTo("daily");
        assertThat(problem.text())
                .isEqualTo("The latest run of daily, of " + NOW + ", ended FAILED, with step collect meta FAILED");
    }

    @Test
    void a_run_that_was_done_in_part_is_a_warning() {
        StoredRun partial = run(RunState.DEGRADED, NOW, step("collect meta", StepState.PARTIAL));
        world.histories = List.of(new History("daily", partial, partial, WELL, null));

        assertThat(world.problem().code()).isEqualTo("run.degraded");
        assertThat(world.problem().severity()).isEqualTo(Severity.WARNING);
        assertThat(world.problem().text()).contains("The latest run", "DEGRADED", "collect meta PARTIAL");
    }

    @Test
    void a_cancelled_run_is_told_until_a_later_one_has_ended() {
        StoredRun cancelled = run(RunState.CANCELLED, NOW.minus(Duration.ofHours(1)));
        world.histories = List.of(new History("daily", WELL, WELL, WELL, cancelled));
        assertThat(world.codes()).containsExactly("run.cancelled");

        StoredRun later = run(RunState.SUCCEEDED, NOW.minus(Duration.ofMinutes(30)));
        world.histories = List.of(new History("daily", later, later, later, cancelled));
        assertThat(world.codes()).isEmpty();
    }

    @Test
    void a_cancelled_run_does_not_hide_the_failure_before() {
        StoredRun failed = run(RunState.FAILED, NOW.minus(Duration.ofHours(2)));
        StoredRun cancelled = run(RunState.CANCELLED, NOW.minus(Duration.ofHours(1)));
        world.histories = List.of(new History("daily", failed, WELL, WELL, cancelled));

        assertThat(world.codes()).containsExactly("run.failed", "run.cancelled");
    }

    @Test
    void a_run_whose_lease_is_over_and_that_nobody_took_over_is_told_after_five_minutes_R14() {
        StoredRun running = run(RunState.RUNNING, NOW.minus(Duration.ofMinutes(15))); // leased for 10 minutes
        world.underWay = List.of(running);
        assertThat(world.codes()).isEmpty();

        world.underWay =
                List.of(run(RunState.RUNNING, NOW.minus(Duration.ofMinutes(15)).minusNanos(1)));
        assertThat(world.problem().code()).isEqualTo("run.abandoned");
        assertThat(world.problem().text()).contains("instance-1", "nobody took it over");
    }

    @Test
    void runs_of_the_future_show_that_clocks_differ() {
        world.recent = List.of(run(RunState.SUCCEEDED, NOW.plus(Duration.ofMinutes(1))));
        assertThat(world.codes()).isEmpty();

        world.recent = List.of(
                run(RunState.SUCCEEDED, NOW.plus(Duration.ofMinutes(3))),
                run(RunState.SUCCEEDED, NOW.plus(Duration.ofMinutes(2))));
        assertThat(world.problem().code()).isEqualTo("clock.differs");
        assertThat(world.problem().subject()).isEqualTo("instance-1");
        assertThat(world.problem().text())
                .contains(NOW.plus(Duration.ofMinutes(3)).toString(), NOW.toString());
    }
}
