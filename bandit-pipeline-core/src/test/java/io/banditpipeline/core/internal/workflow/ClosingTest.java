package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepState;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final Bench bench = new Bench();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicBoolean stubborn = new AtomicBoolean();
    private final List<String> done = new CopyOnWriteArrayList<>();

    private final Step<Void> waiting = Step.of("waiting", context -> {
        done.add("waiting");
        if (context.attempt() == 1) {
            begun.countDown();
            new CountDownLatch(1).await();
        }
        return StepResult.done();
    });

    @AfterEach
    void close() {
        bench.close();
    }

    private void closesAndLeavesTheRunToAnybody(WorkflowEngine engine, Workflow workflow, Future<RunResult> result)
            throws Exception {
        long start = System.nanoTime();
        engine.close();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(taken).isLessThan(Bench.CLOSE_WITHIN);
        assertThat(Bench.threadsLeft(workflow)).isEmpty();
        RunResult.Ran ran = Bench.ran(Bench.get(result));
        assertThat(ran.state()).isEqualTo(RunState.RUNNING);
        assertThat(ran.run()).isEqualTo(bench.stored());
        assertThat(bench.stored().state()).isEqualTo(RunState.RUNNING);
        Claim claim = bench.runs.claim(Bench.newRun(workflow, "there"), Bench.T0, Bench.LEASE, false);
        assertThat(claim).isInstanceOf(Claim.Granted.class);
    }

    @Test
    void closing_stops_a_running_step_and_leaves_no_thread_R13() throws Exception {
        Step<Void> next = Step.<Void>of("next", context -> StepResult.done()).needs(waiting);
        Workflow workflow = Workflow.of("closing", next);
        WorkflowEngine engine = bench.engine(2);
        Future<RunResult> result = bench.begin(engine, workflow);
        Bench.await(begun);

        closesAndLeavesTheRunToAnybody(engine, workflow, result);

        assertThat(bench.storedStates()).containsOnlyKeys("waiting").containsValue(StepState.CANCELLED);
        assertThat(bench.stored().steps().get(0).report().messages()).containsExactly("the pipeline closes");
        bench.clock.advance(Bench.LEASE);
        assertThat(bench.run(workflow).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("waiting", "waiting");
    }

    @Test
    void closing_stops_parts_and_the_step_that_waits_for_them_R13() throws Exception {
        Step<Void> idle = Step.of("idle", context -> StepResult.done());
        Step<Void> parent =
                Step.of("parent", context -> StepResult.done("" + context.sideBySide(List.of(waiting, idle))));
        Workflow workflow = Workflow.of("closing-parts", parent);
        WorkflowEngine engine = bench.engine(1);
        Future<RunResult> result = bench.begin(engine, workflow);
        Bench.await(begun);

        closesAndLeavesTheRunToAnybody(engine, workflow, result);

        assertThat(bench.storedStates().values()).hasSize(3).containsOnly(StepState.CANCELLED);
    }

    @Test
    void closing_stops_a_step_that_waits_for_its_next_try_R13() throws Exception {
        Waiter blocking = duration -> {
            begun.countDown();
            new CountDownLatch(1).await();
        };
        Step<Void> flaky = Step.of("flaky", context -> {
            throw new IOException("x");
        });
        Workflow workflow = Workflow.of("closing-wait", flaky);
        WorkflowEngine engine = bench.engine(bench.settings("here", 2, blocking, Bench.CLOSE_WITHIN));
        Future<RunResult> result = bench.begin(engine, workflow);
        Bench.await(begun);

        closesAndLeavesTheRunToAnybody(engine, workflow, result);

        assertThat(bench.storedStates()).containsEntry("flaky", StepState.CANCELLED);
    }

    @Test
    void closing_waits_no_longer_than_the_bound_for_a_step_that_does_not_stop_R13() throws Exception {
        stubborn.set(true);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Step<Void> deaf = Step.of("deaf", context -> {
            thread.set(Thread.currentThread());
            begun.countDown();
            while (stubborn.get()) {
                Thread.onSpinWait();
            }
            ended.countDown();
            return StepResult.done();
        });
        Workflow workflow = Workflow.of("closing-deaf", deaf);
        Duration within = Duration.ofSeconds(2);
        WorkflowEngine engine = bench.engine(bench.settings("here", 2, bench.waiter, within));
        Future<RunResult> result = bench.begin(engine, workflow);
        Bench.await(begun);

        long start = System.nanoTime();
        engine.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(within.plusSeconds(10));

        assertThat(Bench.ran(Bench.get(result)).state()).isEqualTo(RunState.RUNNING);
        assertThat(Bench.threadsOf(workflow)).containsExactly(thread.get().getName());
        assertThat(thread.get().isDaemon()).isTrue();
        stubborn.set(false);
        Bench.await(ended);
        assertThat(bench.storedStates()).containsEntry("deaf", StepState.CANCELLED);
    }

    @Test
    void a_closed_engine_begins_nothing_and_may_be_closed_again() {
        WorkflowEngine engine = bench.engine(2);
        engine.close();
        engine.close();
        Workflow workflow = Workflow.of("late", waiting);

        assertThatThrownBy(() -> engine.run(workflow, Bench.newRun(workflow), false, Cancellation.never()))
                .isInstanceOf(PipelineException.class)
                .hasMessageContaining("the engine is closed")
                .extracting(e -> ((PipelineException) e).code())
                .isEqualTo(ErrorCode.CANCELLED);
        assertThat(bench.runs.find("run-1")).isEmpty();
    }

    @Test
    void an_outer_cancellation_lays_the_run_aside_so_that_anybody_can_go_on() throws Exception {
        CancellationSource outer = new CancellationSource(failure -> fail("an action broke", failure));
        Workflow workflow = Workflow.of("outer", waiting);
        WorkflowEngine engine = bench.engine(2);
        CountDownLatch told = new CountDownLatch(1);
        AtomicReference<RunResult> result = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            result.set(engine.run(workflow, Bench.newRun(workflow), false, outer));
            told.countDown();
        });
        caller.start();
        Bench.await(begun);
        outer.cancel("the scheduler stops");
        Bench.await(told);

        assertThat(Bench.ran(result.get()).state()).isEqualTo(RunState.RUNNING);
        assertThat(bench.stored().steps().get(0).report().messages()).containsExactly("the scheduler stops");
        assertThat(bench.run(workflow).state()).isEqualTo(RunState.SUCCEEDED);
        assertThatThrownBy(() -> engine.run(workflow, Bench.newRun(workflow), false, outer))
                .isInstanceOf(CancelledException.class)
                .hasMessage("the scheduler stops");
    }

    @Test
    void an_interrupted_caller_lays_the_run_aside_and_stays_interrupted() throws Exception {
        Workflow workflow = Workflow.of("interrupted", waiting);
        CountDownLatch told = new CountDownLatch(1);
        AtomicReference<RunResult> result = new AtomicReference<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread caller = new Thread(() -> {
            result.set(bench.engine(2).run(workflow, Bench.newRun(workflow), false, Cancellation.never()));
            interrupted.set(Thread.currentThread().isInterrupted());
            told.countDown();
        });
        caller.start();
        Bench.await(begun);
        caller.interrupt();
        Bench.await(told);

        assertThat(Bench.ran(result.get()).state()).isEqualTo(RunState.RUNNING);
        assertThat(interrupted).isTrue();
        assertThat(Bench.threadsLeft(workflow)).isEmpty();
        assertThat(bench.run(workflow).state()).isEqualTo(RunState.SUCCEEDED);
    }
}
