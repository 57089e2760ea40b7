package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What becomes of a run when its history cannot be written. */
class JournalTest {
    private final RunStore kept = new InMemoryStorage().runs();
    private final HeardRuns runs = new HeardRuns(kept, signal -> {});
    private final Bench bench = new Bench(runs);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Workflow workflow =
            Workflow.of("journal", step("one"), step("two").follows(step("zero")));

    private Step<Void> step(String name) {
        return Step.of(name, context -> {
            done.add(name);
            return StepResult.done();
        });
    }

    @Test
    void a_database_that_is_away_for_a_while_is_waited_for_R14() {
        runs.failWrites(1, 4);

        RunResult.Ran ran = bench.run(1, workflow);

        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ran.run()).isEqualTo(bench.stored());
        assertThat(done).containsExactly("one", "zero", "two");
        assertThat(bench.waiter.waits())
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void a_run_whose_history_cannot_be_written_breaks_off_and_goes_on_when_it_can_R14() throws InterruptedException {
        runs.failWrites(3, Integer.MAX_VALUE);

        assertThatThrownBy(() -> bench.engine(1).run(workflow, Bench.newRun(workflow), false, Cancellation.never()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("run-1")
                .hasMessageContaining("the database is away")
                .extracting(e -> ((PipelineException) e).code())
                .isEqualTo(ErrorCode.STORAGE);

        Duration waited = bench.waiter.waits().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(waited).isEqualTo(Duration.ofMinutes(1));
        assertThat(done).containsExactly("one", "zero");
        assertThat(bench.storedStates())
                .containsEntry("one", StepState.SUCCEEDED)
                .containsEntry("zero", StepState.RUNNING)
                .doesNotContainKey("two");
        assertThat(bench.stored().state()).isEqualTo(RunState.RUNNING);
        assertThat(Bench.threadsLeft(workflow)).isEmpty();

        runs.failWrites(0, 0);
        bench.clock.advance(Bench.LEASE);
        assertThat(bench.run(1, workflow).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("one", "zero", "zero", "two");
    }

    @Test
    void a_run_that_broke_off_is_failed_if_the_database_comes_back_in_time_to_say_so() {
        runs.failWrites(3, 7);

        RunResult.Ran ran = bench.run(1, workflow);

        assertThat(ran.state()).isEqualTo(RunState.FAILED);
        assertThat(bench.stored().state()).isEqualTo(RunState.FAILED);
        assertThat(bench.stored().error()).contains("the database is away");
        assertThat(bench.again(workflow).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("one", "zero", "zero", "two");
    }

    @Test
    void a_run_that_cannot_be_claimed_is_told_to_the_caller() throws InterruptedException {
        runs.failClaims();

        assertThatThrownBy(() -> bench.engine(1).run(workflow, Bench.newRun(workflow), false, Cancellation.never()))
                .isInstanceOf(PipelineException.class)
                .hasMessage("the database is away");
        assertThat(done).isEmpty();
        assertThat(Bench.threadsLeft(workflow)).isEmpty();
    }
}
