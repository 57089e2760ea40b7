package io.banditpipeline.core.internal.workflow;

import static io.banditpipeline.core.internal.workflow.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkflowOrderTest {
    private final Bench bench = new Bench();
    private final List<String> order = new CopyOnWriteArrayList<>();

    private Step<String> noting(String name) {
        return Step.of(name, context -> {
            order.add(name);
            return StepResult.of(name + "!");
        });
    }

    private static Step<Void> failing(String name) {
        return Step.of(name, context -> {
            throw new IllegalStateException("boom of " + name);
        });
    }

    @Test
    void a_diamond_is_run_from_top_to_bottom_and_hands_outputs_down() throws InterruptedException {
        Step<String> top = noting("top");
        Step<String> left = noting("left").needs(top);
        Step<String> right = noting("right").needs(top);
        Step<String> bottom = Step.<String>of(
                        "bottom",
                        context -> StepResult.of(context.outcome(left).value().orElseThrow()
                                + context.outcome(right).value().orElseThrow()))
                .needs(left, right);
        Workflow workflow = Workflow.of("diamond", bottom);

        RunResult.Ran ran = bench.run(workflow);

        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ran.output(bottom)).contains("left!right!");
        assertThat(order).startsWith("top").containsExactlyInAnyOrder("top", "left", "right");
        assertThat(bench.stored().state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(bench.stored().error()).isEmpty();
        assertThat(bench.storedStates().values()).containsOnly(StepState.SUCCEEDED);
        assertThat(ran.run()).isEqualTo(bench.stored());
        assertThat(Bench.threadsLeft(workflow)).isEmpty();
    }

    @Test
    void two_steps_that_need_nothing_work_at_the_same_time() {
        CyclicBarrier both = new CyclicBarrier(2);
        Step<Void> one = Step.of("one", context -> {
            both.await(20, TimeUnit.SECONDS);
            return StepResult.done();
        });
        Step<Void> other = Step.of("other", context -> {
            both.await(20, TimeUnit.SECONDS);
            return StepResult.done();
        });

        assertThat(bench.run(2, Workflow.of("pair", one, other)).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void with_one_permit_steps_take_the_order_of_the_workflow() {
        Step<String> a = noting("a");
        Step<String> b = noting("b").needs(a);
        Step<String> c = noting("c");
        Step<String> d = noting("d").needs(b);
        Step<String> e = noting("e");

        bench.run(1, Workflow.of("ordered", a, b, c, d, e));

        assertThat(order).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void no_more_steps_and_parts_work_at_a_time_than_the_bound_allows_R15() {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch three = new CountDownLatch(3);
        List<Step<?>> steps = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String name = "step " + i;
            steps.add(Step.<Void>of(name, context -> {
                context.sideBySide(List.of(
                        counting(name + " x", working, most, three), counting(name + " y", working, most, three)));
                return StepResult.done();
            }));
            steps.add(counting("single " + i, working, most, three));
        }

        RunResult.Ran ran = bench.run(3, Workflow.of("bound", steps));

        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ran.steps()).hasSize(20);
        assertThat(most).hasValue(3);
    }

    /** The first three wait for one another, so that the bound is reached. */
    private static Step<Void> counting(String name, AtomicInteger working, AtomicInteger most, CountDownLatch three) {
        return Step.of(name, context -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            three.countDown();
            boolean reached = three.await(20, TimeUnit.SECONDS);
            working.decrementAndGet();
            return reached ? StepResult.done() : StepResult.skipped("the bound was not reached");
        });
    }

    @Test
    void a_failed_step_blocks_what_needs_it_and_nothing_else() {
        Step<Void> bad = failing("bad");
        Step<String> child = noting("child").needs(bad);
        Step<String> grandchild = noting("grandchild").needs(child);
        Step<String> sibling = noting("sibling");
        Step<String> follower = Step.<String>of(
                        "follower",
                        context -> StepResult.of(context.outcome(bad).report().state() + " "
                                + context.outcome(bad).failure()))
                .follows(bad, grandchild);

        RunResult.Ran ran = bench.run(Workflow.of("failing", grandchild, sibling, follower));

        assertThat(states(ran))
                .containsOnly(
                        entry("bad", StepState.FAILED),
                        entry("child", StepState.BLOCKED),
                        entry("grandchild", StepState.BLOCKED),
                        entry("sibling", StepState.SUCCEEDED),
                        entry("follower", StepState.SUCCEEDED));
        assertThat(bench.storedStates()).isEqualTo(states(ran));
        assertThat(ran.state()).isEqualTo(RunState.FAILED);
        assertThat(bench.stored().error()).isEqualTo("bad: IllegalStateException: boom of bad");
        assertThat(ran.output(follower)).contains("FAILED java.lang.IllegalStateException: boom of bad");
        assertThat(order).containsExactly("sibling");
        assertThat(bench.heard).extracting(StepReport::name).hasSize(5).doesNotHaveDuplicates();
        assertThat(bench.heardRuns).containsExactly(bench.stored());
    }

    @Test
    void work_done_in_part_or_not_due_blocks_nothing_and_degrades_the_run() {
        Step<Void> part = Step.of(
                "part", context -> new StepResult<>(StepState.PARTIAL, StepCounts.ZERO, List.of("half"), null, true));
        Step<Void> idle = Step.of("idle", context -> StepResult.skipped("nothing was due"));
        Step<String> last = noting("last").needs(part, idle);

        RunResult.Ran ran = bench.run(Workflow.of("partly", last));

        assertThat(ran.state()).isEqualTo(RunState.DEGRADED);
        assertThat(order).containsExactly("last");
        assertThat(ran.steps().get(0).mayPass()).isTrue();
        assertThat(ran.steps().get(0).messages()).containsExactly("half");
        assertThat(ran.steps().get(1).state()).isEqualTo(StepState.SKIPPED);
    }

    @Test
    void a_step_hears_only_of_those_that_it_needs_or_follows() {
        Step<String> one = noting("one");
        Step<Void> nosy = Step.of("nosy", context -> StepResult.done("" + context.outcome(one)));

        RunResult.Ran ran = bench.run(Workflow.of("nosy", one, nosy));

        assertThat(ran.steps().get(1).messages())
                .containsExactly(
                        "IllegalArgumentException: step 'nosy' neither needs nor follows step 'one': declare it, so"
                                + " that it ends first");
    }

    @Test
    void a_step_is_kept_when_it_begins_and_when_it_ends() {
        List<StoredStep> during = new CopyOnWriteArrayList<>();
        Step<Integer> step = Step.<Integer>of("seven", context -> {
                    during.addAll(bench.stored().steps());
                    bench.clock.advance(Duration.ofDays(5));
                    return StepResult.of(7);
                })
                .keeping(String::valueOf, Integer::valueOf);

        RunResult.Ran ran = bench.run(Workflow.of("kept", step));

        assertThat(during).hasSize(1);
        assertThat(during.get(0).report().state()).isEqualTo(StepState.RUNNING);
        assertThat(during.get(0).report().attempts()).isEqualTo(1);
        assertThat(during.get(0).startedAt()).isEqualTo(Bench.T0);
        StoredStep stored = bench.stored().steps().get(0);
        assertThat(stored.gave()).isTrue();
        assertThat(stored.output()).isEqualTo("7");
        assertThat(stored.report().duration()).isLessThan(Duration.ofDays(1));
        assertThat(ran.duration()).isGreaterThanOrEqualTo(stored.report().duration());
        assertThat(ran.output(step)).contains(7);
    }

    @Test
    void bugs_and_errors_fail_their_step_and_the_run_goes_on() {
        Step<Void> deep = Step.of("deep", context -> {
            throw new StackOverflowError();
        });
        Step<Void> missing = Step.of("missing", context -> {
            throw new NoClassDefFoundError("x/Y");
        });
        @SuppressWarnings("NullAway") // what a host may do all the same
        Step<Void> nothing = Step.of("nothing", context -> null);
        Step<Void> odd =
                Step.of("odd", context -> new StepResult<>(StepState.RUNNING, StepCounts.ZERO, List.of(), null, false));
        Step<String> good = noting("good").follows(deep, missing, nothing, odd);

        RunResult.Ran ran = bench.run(Workflow.of("buggy", good));

        assertThat(states(ran))
                .containsOnly(
                        entry("deep", StepState.FAILED),
                        entry("missing", StepState.FAILED),
                        entry("nothing", StepState.FAILED),
                        entry("odd", StepState.FAILED),
                        entry("good", StepState.SUCCEEDED));
        assertThat(ran.steps())
                .filteredOn(step -> step.state() == StepState.FAILED)
                .allSatisfy(step -> {
                    assertThat(step.attempts()).isEqualTo(1);
                    assertThat(step.mayPass()).isFalse();
                });
    }

    @Test
    void a_virtual_machine_in_trouble_ends_the_run_and_is_told_to_the_caller() {
        OutOfMemoryError trouble = new OutOfMemoryError("for a test");
        Step<Void> step = Step.of("greedy", context -> {
            throw trouble;
        });
        Workflow workflow = Workflow.of("memory", step, noting("later").follows(step));

        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> bench.engine(2).run(workflow, Bench.newRun(workflow), false, Cancellation.never())))
                .isSameAs(trouble);

        assertThat(bench.stored().state()).isEqualTo(RunState.FAILED);
        assertThat(bench.stored().error()).contains("for a test");
        assertThat(bench.storedStates()).containsEntry("greedy", StepState.FAILED);
        assertThat(order).isEmpty();
    }

    @Test
    void progress_reaches_the_listener_and_one_that_breaks_disturbs_nothing() {
        Step<Void> step = Step.of("long", context -> {
            context.progress(1, 2, "half");
            return StepResult.done();
        });
        assertThat(bench.run(Workflow.of("progress", step)).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(bench.progress).containsExactly("long 1/2 half");

        Bench other = new Bench();
        EngineSettings s = other.settings(2);
        EngineSettings breaking = new EngineSettings(
                s.instance(),
                s.parallelism(),
                s.retries(),
                s.stepTimeout(),
                s.lease(),
                s.closeWithin(),
                s.clock(),
                s.waiter(),
                (name, done, total, detail) -> {
                    throw new IllegalStateException("listener");
                });
        Workflow workflow = Workflow.of("progress", step);
        RunListener broken = new RunListener() {
            @Override
            public void stepEnded(io.banditpipeline.store.NewRun run, StepReport report) {
                throw new IllegalStateException("listener");
            }
        };
        RunResult result = new WorkflowEngine(other.runs, breaking, broken)
                .run(workflow, Bench.newRun(workflow), false, Cancellation.never());
        assertThat(Bench.ran(result).state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void a_run_that_has_ended_or_is_held_is_not_begun() {
        Workflow workflow = Workflow.of("twice", noting("one"));
        bench.run(workflow);

        assertThat(bench.engine(2).run(workflow, Bench.newRun(workflow), true, Cancellation.never()))
                .isInstanceOf(RunResult.Ended.class);
        assertThat(order).containsExactly("one");

        Bench other = new Bench();
        other.runs.claim(Bench.newRun(workflow, "there"), Bench.T0, Bench.LEASE, false);
        assertThat(other.engine(2).run(workflow, Bench.newRun(workflow), false, Cancellation.never()))
                .isInstanceOf(RunResult.Held.class);
        assertThat(order).containsExactly("one");
    }

    @Test
    void the_error_of_a_run_is_bounded_R15() {
        List<Step<?>> steps = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            steps.add(failing("step " + "x".repeat(100) + i));
        }

        RunResult.Ran ran = bench.run(Workflow.of("long-error", steps));

        assertThat(ran.run().error()).hasSize(2_000).startsWith("step xxx").endsWith("…");
        assertThat(ran.outcomes().values()).extracting(StepOutcome::failure).doesNotContainNull();
    }
}
