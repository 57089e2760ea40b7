package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.core.internal.workflow.RunResult;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slot whose run another instance holds is begun again when that may have ended. */
class ScheduledRunTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:10Z");
    private static final Instant SLOT = Instant.parse("2026-11-23T06:00:00Z");
    private static final Duration TAKE_OVER_AFTER = Duration.ofSeconds(30);

    @Test
    void a_run_that_is_held_is_asked_for_again_when_its_lease_is_over() {
        assertThat(begunAgain(new RunResult.Held(held(RunState.RUNNING, NOW.plusSeconds(3)))))
                .isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
    }

    @Test
    void the_wait_for_a_lease_is_bounded_whatever_clocks_show_R12() {
        assertThat(begunAgain(new RunResult.Held(held(RunState.RUNNING, NOW.plus(Duration.ofDays(1))))))
                .isEqualTo(TAKE_OVER_AFTER);
        assertThat(begunAgain(new RunResult.Held(held(RunState.RUNNING, NOW.minus(Duration.ofDays(1))))))
                .isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    }

    @Test
    void a_run_that_is_paused_or_was_taken_over_is_left_alone_for_a_while() {
        assertThat(begunAgain(new RunResult.Held(held(RunState.PAUSED, NOW)))).isEqualTo(TAKE_OVER_AFTER);
        assertThat(begunAgain(new RunResult.TakenOver("hourly@" + SLOT))).isEqualTo(TAKE_OVER_AFTER);
    }

    private static Duration begunAgain(RunResult result) {
        ScheduledRun run = new ScheduledRun(
                "hourly",
                new InMemoryStorage().runs(),
                ManualClock.at(NOW.toString()),
                TAKE_OVER_AFTER,
                (workflow, runId, execution) -> result);
        Outcome outcome = run.run(new Execution("hourly", SLOT, 1, 0, Cancellation.never()));
        assertThat(outcome).isInstanceOf(Outcome.Again.class);
        return ((Outcome.Again) outcome).after();
    }

    private static StoredRun held(RunState state, Instant until) {
        NewRun run = new NewRun("hourly@" + SLOT, "hourly", SLOT, SLOT, RunScope.all(), "job hourly", "other");
        return new StoredRun(run, state, 1, SLOT, null, until, RunStore.Signal.NONE, "", List.of());
    }
}
