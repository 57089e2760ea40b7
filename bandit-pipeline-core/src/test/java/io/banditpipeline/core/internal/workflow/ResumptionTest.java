package io.banditpipeline.core.internal.workflow;

import static io.banditpipeline.core.internal.workflow.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.RunStore.Claim.Granted;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is done again when a run goes on after a crash, or is begun again by a person. */
class ResumptionTest {
    private final Bench bench = new Bench();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();

    /** Gives its name, which is not kept. */
    private Step<String> giving(String name) {
        return Step.of(name, context -> {
            done.add(name);
            if (broken.contains(name)) {
                throw new SourceException(Kind.AUTHENTICATION, name + " has no access", null);
            }
            return StepResult.of(name + " of " + context.attempt());
        });
    }

    private Step<String> keeping(String name) {
        return giving(name).keeping(text -> text, text -> text);
    }

    /** Gives nothing. */
    private Step<Void> plain(String name) {
        return Step.of(name, context -> {
            done.add(name);
            if (broken.contains(name)) {
                throw new SourceException(Kind.AUTHENTICATION, name + " has no access", null);
            }
            return StepResult.done();
        });
    }

    /** What another instance left behind when it died: its lease is over. */
    private void crashed(Workflow workflow, StoredStep... steps) {
        Granted granted = (Granted) bench.runs.claim(Bench.newRun(workflow, "dead"), Bench.T0, Bench.LEASE, false);
        assertThat(bench.runs.save(granted.lease(), List.of(steps))).isTrue();
        bench.clock.advance(Bench.LEASE);
    }

    private static StoredStep stored(String name, StepState state, boolean gave, String output) {
        return stored(name, null, state, gave, output, false);
    }

    private static StoredStep stored(
            String name, String parent, StepState state, boolean gave, String output, boolean mayPass) {
        StepReport report =
                new StepReport(name, state, StepCounts.ZERO, Duration.ZERO, List.of(), 1, mayPass, List.of());
        return new StoredStep(report, parent, Bench.T0, gave, output);
    }

    @Test
    void after_a_crash_what_went_well_is_not_done_again_and_its_output_is_read_R14() {
        Step<String> first = keeping("first");
        Step<String> second = Step.<String>of(
                        "second",
                        context ->
                                StepResult.of(context.outcome(first).value().orElseThrow() + ", " + context.attempt()))
                .needs(first);
        Workflow workflow = Workflow.of("resumed", second);
        crashed(
                workflow,
                stored("first", StepState.SUCCEEDED, true, "kept"),
                stored("second", StepState.RUNNING, false, null));

        RunResult.Ran ran = bench.run(workflow);

        assertThat(done).isEmpty();
        assertThat(ran.output(second)).contains("kept, 2");
        assertThat(ran.output(first)).contains("kept");
        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(bench.stored().attempts()).isEqualTo(2);
        assertThat(bench.stored().run().instance()).isEqualTo("here");
        assertThat(bench.stored().steps().get(1).startedAt()).isEqualTo(Bench.T0);
        assertThat(bench.heard).extracting(StepReport::name).containsExactly("second");
    }

    @Test
    void what_gave_something_that_was_not_kept_is_done_again_only_if_it_is_needed() {
        Step<String> needed = giving("needed");
        Step<String> behind = giving("behind");
        Step<String> middle = giving("middle").needs(behind);
        Step<String> idle = giving("idle");
        Step<Void> last = plain("last").needs(needed).follows(middle);
        Workflow workflow = Workflow.of("resumed", needed, behind, middle, idle, last);
        crashed(
                workflow,
                stored("needed", StepState.SUCCEEDED, true, null),
                stored("behind", StepState.SUCCEEDED, true, null),
                stored("middle", StepState.SUCCEEDED, true, null),
                stored("idle", StepState.SUCCEEDED, true, null));

        RunResult.Ran ran = bench.run(1, workflow);

        assertThat(done).containsExactly("needed", "behind", "middle", "last");
        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ran.output(idle)).isEmpty();
        assertThat(ran.output(needed)).contains("needed of 2");
    }

    @Test
    void what_comes_after_a_step_that_is_done_again_is_done_again_too() {
        Step<Void> bad = plain("bad");
        Step<Void> follower = plain("follower").follows(bad);
        Step<Void> child = plain("child").needs(follower);
        Step<Void> apart = plain("apart");
        Workflow workflow = Workflow.of("again", child, apart);
        broken.add("bad");
        assertThat(bench.run(1, workflow).state()).isEqualTo(RunState.FAILED);
        assertThat(done).containsExactly("bad", "follower", "child", "apart");
        done.clear();
        broken.clear();

        RunResult.Ran ran = bench.again(workflow);

        assertThat(done).containsExactly("bad", "follower", "child");
        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(states(ran)).hasSize(4);
        assertThat(ran.steps()).extracting(StepReport::attempts).containsExactly(2, 2, 2, 1);
    }

    @Test
    void a_step_that_is_to_be_done_again_is_so_even_after_a_crash_before_it_came_to_that_R14() {
        Step<Void> first = plain("first");
        Step<Void> second = plain("second").follows(first);
        Workflow workflow = Workflow.of("again", second);
        broken.add("first");
        bench.run(workflow);
        broken.clear();
        done.clear();

        // The second attempt does "first" again and dies before it begins "second".
        Granted granted = (Granted) bench.runs.claim(Bench.newRun(workflow), bench.clock.instant(), Bench.LEASE, true);
        Resumption plan = Resumption.of(workflow, granted.run().steps());
        assertThat(plan.revoked()).extracting(step -> step.report().name()).containsExactly("second");
        bench.runs.save(granted.lease(), plan.revoked());
        bench.runs.save(granted.lease(), List.of(stored("first", StepState.SUCCEEDED, false, null)));
        bench.clock.advance(Bench.LEASE);

        assertThat(bench.run(workflow).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("second");
    }

    @Test
    void what_went_well_in_part_is_done_again_since_a_person_may_have_mended_the_rest() {
        Step<Void> better = plain("better");
        Step<Void> mended = plain("mended");
        Step<Void> idle = plain("idle");
        Workflow workflow = Workflow.of("partly", better, mended, idle);
        crashed(
                workflow,
                stored("better", null, StepState.PARTIAL, false, null, true),
                stored("mended", null, StepState.PARTIAL, false, null, false),
                stored("idle", StepState.SKIPPED, false, null));

        RunResult.Ran ran = bench.run(workflow);

        assertThat(done).containsExactlyInAnyOrder("better", "mended");
        assertThat(states(ran))
                .containsOnly(
                        entry("better", StepState.SUCCEEDED),
                        entry("mended", StepState.SUCCEEDED),
                        entry("idle", StepState.SKIPPED));
        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void an_output_that_cannot_be_read_any_more_is_made_again() {
        Step<Integer> number = Step.<Integer>of("number", context -> {
                    done.add("number");
                    return StepResult.of(5);
                })
                .keeping(String::valueOf, Integer::valueOf);
        Workflow workflow = Workflow.of("unreadable", plain("last").needs(number));
        crashed(workflow, stored("number", StepState.SUCCEEDED, true, "five"));

        RunResult.Ran ran = bench.run(workflow);

        assertThat(done).containsExactly("number", "last");
        assertThat(ran.output(number)).contains(5);
        assertThat(bench.stored().steps().get(0).output()).isEqualTo("5");
    }

    private Step<String> collect(Step<?>... parts) {
        return Step.of("collect", context -> {
            @SuppressWarnings("unchecked")
            List<Step<String>> list = List.of((Step<String>[]) parts);
            StringBuilder text = new StringBuilder();
            for (StepOutcome<String> outcome : context.sideBySide(list)) {
                text.append(outcome.value().orElse("-")).append(';');
            }
            return StepResult.of(text.toString());
        });
    }

    @Test
    void parts_that_went_well_before_a_crash_are_not_done_again_R14() {
        Step<String> collect = collect(keeping("a"), keeping("b"), giving("c"), keeping("d"));
        Workflow workflow = Workflow.of("parts", collect);
        crashed(
                workflow,
                stored("collect", StepState.RUNNING, false, null),
                stored("a", "collect", StepState.SUCCEEDED, true, "kept a", false),
                stored("b", "collect", StepState.RUNNING, false, null, false),
                stored("c", "collect", StepState.SUCCEEDED, true, null, false));

        RunResult.Ran ran = bench.run(1, workflow);

        assertThat(done).containsExactly("b", "c", "d");
        assertThat(ran.output(collect)).contains("kept a;b of 2;c of 2;d of 1;");
        assertThat(ran.steps().get(0).parts())
                .extracting(StepReport::name)
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void parts_are_done_again_when_something_before_their_step_is_R14() {
        Step<Void> before = plain("before");
        Step<String> collect = collect(keeping("a"));
        Workflow workflow = Workflow.of("parts", collect.needs(before));
        crashed(
                workflow,
                stored("before", StepState.RUNNING, false, null),
                stored("collect", StepState.SUCCEEDED, true, null),
                stored("a", "collect", StepState.SUCCEEDED, true, "stale", false));

        assertThat(bench.run(workflow).state()).isEqualTo(RunState.SUCCEEDED);

        assertThat(done).containsExactly("before", "a");
        assertThat(bench.stored().steps())
                .filteredOn(step -> "collect".equals(step.parent()))
                .extracting(StoredStep::output)
                .containsExactly("a of 2");
    }

    @Test
    void the_moment_and_scope_of_a_run_stay_those_of_its_first_beginning() {
        Step<Void> step = Step.of("ask", context -> StepResult.done(context.asOf() + " " + context.scope()));
        Workflow workflow = Workflow.of("moment", step);
        crashed(workflow);
        var later = new io.banditpipeline.store.NewRun(
                "run-1",
                workflow.id(),
                null,
                Bench.T0.plusSeconds(99),
                io.banditpipeline.workflow.RunScope.all().campaigns("x"),
                "test",
                "here");

        RunResult.Ran ran =
                Bench.ran(bench.engine(1).run(workflow, later, false, io.banditpipeline.workflow.Cancellation.never()));

        assertThat(ran.steps().get(0).messages()).containsExactly("2026-11-02T06:00:00Z all");
    }
}
