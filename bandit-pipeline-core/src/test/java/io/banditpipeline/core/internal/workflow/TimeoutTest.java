package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeoutTest {
    private static final Duration SHORT = Duration.ofMillis(80);

    private final Bench bench = new Bench();

    @Test
    void a_try_that_takes_too_long_is_interrupted_told_why_and_tried_again() {
        List<String> reasons = new CopyOnWriteArrayList<>();
        Step<Void> slow = Step.<Void>of("slow", context -> {
                    if (context.attempt() == 1) {
                        context.cancellation()
                                .onCancel(() -> reasons.add(CancellationSource.reasonOf(context.cancellation())));
                        new CountDownLatch(1).await();
                    }
                    return StepResult.done();
                })
                .within(SHORT);

        StepReport report = bench.run(Workflow.of("timeout", slow)).steps().get(0);

        assertThat(report.state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(report.attempts()).isEqualTo(2);
        assertThat(report.messages())
                .containsExactly("try 1 failed: TimeoutException: it took longer than 80 ms; waited 1 s");
        assertThat(reasons).containsExactly("step 'slow' took longer than 80 ms");
    }

    @Test
    void a_time_out_that_stays_fails_the_step_and_may_pass_later() {
        Step<Void> slow = Step.<Void>of("slow", context -> {
                    new CountDownLatch(1).await();
                    return StepResult.done();
                })
                .within(SHORT)
                .retrying(RetryPolicy.none());

        StepReport report = bench.run(Workflow.of("timeout", slow)).steps().get(0);

        assertThat(report.state()).isEqualTo(StepState.FAILED);
        assertThat(report.mayPass()).isTrue();
    }

    @Test
    void a_step_that_does_not_stop_is_given_up_and_its_late_result_is_ignored_R13() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicReference<StepContext> leaked = new AtomicReference<>();
        Step<String> stubborn = Step.<String>of("stubborn", context -> {
                    leaked.set(context);
                    Patience.await(release);
                    ended.countDown();
                    return StepResult.of("late");
                })
                .within(SHORT)
                .retrying(RetryPolicy.none());
        Step<Void> other = Step.<Void>of("other", context -> StepResult.done()).follows(stubborn);
        Workflow workflow = Workflow.of("stubborn", other);
        EngineSettings quick = bench.settings("here", 1, bench.waiter, Duration.ofMillis(200));

        RunResult.Ran ran = Bench.ran(bench.engine(quick)
                .run(workflow, Bench.newRun(workflow), false, io.banditpipeline.workflow.Cancellation.never()));

        assertThat(ran.state()).isEqualTo(RunState.FAILED);
        assertThat(Bench.states(ran))
                .containsEntry("stubborn", StepState.FAILED)
                .containsEntry("other", StepState.SUCCEEDED);
        assertThat(Bench.threadsOf(workflow)).hasSize(1);
        leaked.get().progress(1, 1, "late");
        release.countDown();
        Bench.await(ended);
        assertThat(bench.progress).isEmpty();
        assertThat(bench.storedStates()).containsEntry("stubborn", StepState.FAILED);
        assertThat(bench.stored().steps().get(0).gave()).isFalse();
    }

    @Test
    void the_time_of_parts_does_not_count_against_their_step() {
        Step<Void> parent = Step.<Void>of("parent", context -> {
                    List<Step<Void>> parts = List.of(Step.<Void>of("a", part -> outlast(SHORT.multipliedBy(2)))
                            .within(Duration.ofMinutes(1)));
                    return StepResult.done(
                            "" + context.sideBySide(parts).get(0).report().state());
                })
                .within(SHORT);

        StepReport report = bench.run(Workflow.of("parts", parent)).steps().get(0);

        assertThat(report.state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(report.attempts()).isEqualTo(1);
        assertThat(report.messages()).containsExactly("SUCCEEDED");
    }

    private static StepResult<Void> outlast(Duration duration) throws InterruptedException {
        io.banditpipeline.schedule.Waiter.realTime().await(duration);
        return StepResult.done();
    }

    @Test
    void an_interrupt_never_reaches_the_work_that_comes_after() {
        Step<Void> slow = Step.<Void>of("slow", context -> {
                    while (!context.cancellation().isCancelled()) {
                        Thread.onSpinWait();
                    }
                    return StepResult.done();
                })
                .within(SHORT)
                .retrying(RetryPolicy.none());
        Step<Void> next = Step.<Void>of("next", context -> StepResult.done("" + Thread.interrupted()))
                .follows(slow);

        RunResult.Ran ran = bench.run(Workflow.of("interrupts", next));

        assertThat(ran.steps().get(0).state()).isEqualTo(StepState.FAILED);
        assertThat(ran.steps().get(1).messages()).containsExactly("false");
    }
}
