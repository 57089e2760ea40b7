package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of {@link RunStore}. */
abstract class RunContract extends DecisionContract {
    private static final StepReport COLLECT = new StepReport(
            "collect",
            StepState.PARTIAL,
            new StepCounts(8, 3, 2, 1, 1, 3, 1, Long.MAX_VALUE),
            Duration.ofMillis(1_234),
            List.of("zweite Zeile fehlt \uD83C\uDF37", "x".repeat(5_000)));
    private static final StepReport ALLOCATE =
            new StepReport("allocate", StepState.SKIPPED, StepCounts.ZERO, Duration.ZERO, List.of());

    /** If this fails, check that steps come by position with all their counts and messages. */
    @Test
    void required_a_run_comes_back_with_its_steps() {
        runs().started("run-1", "daily", T0);
        assertThat(runs().latest(10))
                .containsExactly(new RunStore.Run("run-1", "daily", T0, Optional.empty(), List.of()));
        runs().stepEnded("run-1", 2, ALLOCATE);
        runs().stepEnded("run-1", 1, COLLECT);
        runs().ended("run-1", RunState.DEGRADED, Duration.ofMillis(5));
        assertThat(another().runs().latest(10))
                .containsExactly(new RunStore.Run(
                        "run-1", "daily", T0, Optional.of(RunState.DEGRADED), List.of(COLLECT, ALLOCATE)));
    }

    /** If this fails, check that the runs that began last come first, and that the limit holds. */
    @Test
    void required_the_latest_runs_come_first() {
        runs().started("b", "daily", T0);
        runs().started("a", "hourly", T1);
        runs().started("c", "daily", T2);
        runs().stepEnded("a", 1, COLLECT);
        runs().ended("a", RunState.SUCCEEDED, Duration.ofMillis(5));
        assertThat(runs().latest(2)).extracting(RunStore.Run::runId).containsExactly("c", "a");
        assertThat(runs().latest(2).get(1).steps()).containsExactly(COLLECT);
        assertThat(runs().latest(10)).hasSize(3);
    }

    /** If this fails, check that noting the same thing twice leaves one note (R1). */
    @Test
    void required_noting_a_step_again_replaces_it_R1() {
        runs().started("run-1", "daily", T0);
        runs().started("run-1", "daily", T0);
        runs().stepEnded("run-1", 1, ALLOCATE);
        runs().stepEnded("run-1", 1, COLLECT);
        assertThat(runs().latest(10)).hasSize(1);
        assertThat(runs().latest(10).get(0).steps()).containsExactly(COLLECT);
    }

    private RunStore runs() {
        return storage().runs();
    }
}
