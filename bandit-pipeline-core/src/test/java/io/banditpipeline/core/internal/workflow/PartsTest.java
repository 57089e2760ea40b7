package io.banditpipeline.core.internal.workflow;

import static io.banditpipeline.core.internal.workflow.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartsTest {
    private final Bench bench = new Bench();
    private final List<String> done = new CopyOnWriteArrayList<>();

    private Step<String> part(String name) {
        return Step.of(name, context -> {
            done.add(name);
            return StepResult.of(name + "!");
        });
    }

    private static <T> Step<List<T>> parent(String name, List<Step<T>> parts) {
        return Step.of(name, context -> {
            List<T> outputs = new ArrayList<>();
            for (StepOutcome<T> outcome : context.sideBySide(parts)) {
                outputs.add(outcome.value().orElseThrow());
            }
            return StepResult.of(outputs);
        });
    }

    @Test
    void parts_are_reported_in_their_order_and_kept_under_their_step() {
        Step<List<String>> parent = parent("parent", List.of(part("a"), part("b"), part("c")));

        RunResult.Ran ran = bench.run(Workflow.of("parts", parent));

        assertThat(ran.output(parent)).contains(List.of("a!", "b!", "c!"));
        assertThat(ran.steps()).hasSize(1);
        assertThat(ran.steps().get(0).parts()).extracting(StepReport::name).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(bench.stored().steps())
                .filteredOn(step -> "parent".equals(step.parent()))
                .hasSize(3)
                .allSatisfy(step -> assertThat(step.report().state()).isEqualTo(StepState.SUCCEEDED));
        assertThat(bench.heard).extracting(StepReport::name).hasSize(4).endsWith("parent");
    }

    @Test
    void parts_of_parts_end_with_a_single_permit() {
        List<Step<List<List<String>>>> outer = IntStream.range(0, 3)
                .mapToObj(i -> parent(
                        "outer " + i,
                        IntStream.range(0, 3)
                                .mapToObj(j -> parent(
                                        "inner " + i + j,
                                        List.of(part("leaf " + i + j + "x"), part("leaf " + i + j + "y"))))
                                .toList()))
                .toList();

        RunResult.Ran ran = bench.run(1, Workflow.of("nested", outer));

        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(states(ran)).hasSize(3 + 9 + 18);
        assertThat(done).hasSize(18).isSorted();
    }

    @Test
    void a_part_that_fails_stops_no_other_and_its_step_hears_of_it() {
        Step<String> bad = Step.of("bad", context -> {
            throw new IllegalStateException("boom");
        });
        Step<Void> parent = Step.of("parent", context -> {
            List<StepOutcome<String>> outcomes = context.sideBySide(List.of(bad, part("good")));
            assertThat(outcomes.get(0).failure()).hasMessage("boom");
            return StepResult.done(
                    "" + outcomes.get(0).report().state(), "" + outcomes.get(1).value());
        });

        RunResult.Ran ran = bench.run(Workflow.of("failing-part", parent));

        assertThat(states(ran))
                .containsOnly(
                        entry("parent", StepState.SUCCEEDED),
                        entry("bad", StepState.FAILED),
                        entry("good", StepState.SUCCEEDED));
        assertThat(ran.steps().get(0).messages()).containsExactly("FAILED", "Optional[good!]");
    }

    @Test
    void a_later_try_of_a_step_does_only_those_parts_again_that_failed() {
        Step<String> flaky = Step.<String>of("flaky", context -> {
            done.add("flaky " + context.attempt());
            if (context.attempt() == 1) {
                throw new IllegalStateException("boom");
            }
            return StepResult.of("flaky!");
        });
        Step<Void> parent = Step.of("parent", context -> {
            for (StepOutcome<String> outcome : context.sideBySide(List.of(part("good"), flaky))) {
                if (!outcome.report().state().isGood()) {
                    throw new IOException("a part failed");
                }
            }
            return StepResult.done();
        });

        RunResult.Ran ran = bench.run(1, Workflow.of("parts-again", parent));

        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("good", "flaky 1", "flaky 2");
        assertThat(ran.steps().get(0).parts()).extracting(StepReport::attempts).containsExactly(1, 2);
    }

    @Test
    void the_name_of_a_part_must_be_its_own() {
        Step<Void> parent = Step.of("parent", context -> {
            refused(context, List.of(part("a"), part("a")), "another step of that name");
            refused(context, List.of(part("parent")), "another step of that name");
            refused(context, List.of(part("a").needs(part("b"))), "a part stands alone");
            return StepResult.done();
        });

        assertThat(bench.run(Workflow.of("names", parent)).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).isEmpty();
    }

    private static void refused(StepContext context, List<Step<String>> parts, String why) {
        assertThatThrownBy(() -> context.sideBySide(parts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    @Test
    void no_parts_at_all_are_done_at_once() {
        Step<Void> parent =
                Step.of("parent", context -> StepResult.done("" + context.sideBySide(List.<Step<Void>>of())));

        assertThat(bench.run(1, Workflow.of("none", parent)).steps().get(0).messages())
                .containsExactly("[]");
    }
}
