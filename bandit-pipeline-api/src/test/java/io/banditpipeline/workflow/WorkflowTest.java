package io.banditpipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkflowTest {
    private static Step<Void> step(String name) {
        return Step.of(name, context -> StepResult.done());
    }

    @Test
    void all_that_a_step_needs_and_follows_belongs_to_the_workflow_and_comes_first() {
        Step<Void> top = step("top");
        Step<Void> left = step("left").needs(top);
        Step<Void> right = step("right").follows(top);
        Step<Void> bottom = step("bottom").needs(left).follows(right);

        Workflow workflow = Workflow.of("diamond", bottom);

        assertThat(workflow.steps()).containsExactly(top, left, right, bottom);
        assertThat(workflow.step("left")).containsSame(left);
        assertThat(workflow.step("none")).isEmpty();
    }

    @Test
    void steps_keep_the_order_in_which_they_were_given_as_far_as_they_can() {
        Step<Void> late = step("late");
        Step<Void> early = step("early").needs(late);

        assertThat(Workflow.of("order", early, step("other"), late).steps())
                .extracting(Step::name)
                .containsExactly("late", "early", "other");
    }

    @Test
    void a_long_chain_is_put_in_order_without_deep_recursion() {
        Step<Void> last = step("0");
        for (int i = 1; i < 3_000; i++) {
            last = step("" + i).needs(last);
        }

        assertThat(Workflow.of("chain", last).steps()).hasSize(3_000).last().isSameAs(last);
    }

    @Test
    void steps_are_added_to_a_workflow_without_changing_it() {
        Step<Void> one = step("one");
        Workflow workflow = Workflow.of("grows", one);

        Workflow more = workflow.with(step("two").needs(one));

        assertThat(more.steps()).extracting(Step::name).containsExactly("one", "two");
        assertThat(workflow.steps()).containsExactly(one);
    }

    @Test
    void two_steps_of_one_name_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Workflow.of("twice", step("a"), step("a")))
                .withMessageContaining("'twice'")
                .withMessageContaining("'a'");
        Step<Void> one = step("a");
        Step<Void> changed = one.follows(step("c"));
        assertThatIllegalArgumentException()
                .as("a step that was changed is another one")
                .isThrownBy(() -> Workflow.of("twice", one, step("b").needs(changed)));
    }

    @Test
    void a_step_before_those_that_it_comes_after_is_refused() {
        Step<Void> first = step("first");
        Step<Void> second = step("second").needs(first);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Workflow("wrong", List.of(second, first)))
                .withMessageContaining("'second'")
                .withMessageContaining("'first'");
    }

    @Test
    void an_id_has_1_to_100_characters() {
        assertThat(Workflow.of("x".repeat(100)).id()).hasSize(100);
        assertThatIllegalArgumentException().isThrownBy(() -> Workflow.of("x".repeat(101)));
        assertThatIllegalArgumentException().isThrownBy(() -> Workflow.of(" "));
    }
}
