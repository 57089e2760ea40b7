package io.banditpipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepTest {
    private final Step<Integer> step = Step.of("seven", context -> StepResult.of(7));

    @Test
    void a_step_is_not_changed_by_what_is_made_of_it() {
        Step<Void> other = Step.of("other", context -> StepResult.done());

        Step<Integer> made = step.needs(other)
                .follows(other)
                .retrying(RetryPolicy.none())
                .within(Duration.ofSeconds(3))
                .keeping(String::valueOf, Integer::valueOf);

        assertThat(made.name()).isEqualTo("seven");
        assertThat(made.work()).isSameAs(step.work());
        assertThat(made.needs()).containsExactly(other);
        assertThat(made.follows()).containsExactly(other);
        assertThat(made.retries()).contains(RetryPolicy.none());
        assertThat(made.timeout()).contains(Duration.ofSeconds(3));
        assertThat(made.keepsOutput()).isTrue();
        assertThat(step.needs()).isEmpty();
        assertThat(step.follows()).isEmpty();
        assertThat(step.retries()).isEmpty();
        assertThat(step.timeout()).isEmpty();
        assertThat(step.keepsOutput()).isFalse();
    }

    @Test
    void what_a_step_needs_adds_up() {
        Step<Void> one = Step.of("one", context -> StepResult.done());
        Step<Void> two = Step.of("two", context -> StepResult.done());

        assertThat(step.needs(one).needs(two).needs()).containsExactly(one, two);
        assertThat(step.follows(one).follows(two).follows()).containsExactly(one, two);
    }

    @Test
    void an_output_is_kept_as_text_and_read_again() {
        Step<Integer> kept = step.keeping(String::valueOf, Integer::valueOf);

        assertThat(kept.read(kept.write(7))).isEqualTo(7);
    }

    @Test
    void an_output_that_is_not_kept_is_neither_written_nor_read() {
        assertThatIllegalStateException().isThrownBy(() -> step.write(7)).withMessageContaining("'seven'");
        assertThatIllegalStateException().isThrownBy(() -> step.read("7")).withMessageContaining("'seven'");
    }

    @Test
    void a_name_has_1_to_150_characters() {
        assertThat(Step.of("x".repeat(150), context -> StepResult.done()).name())
                .hasSize(150);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Step.of("x".repeat(151), context -> StepResult.done()))
                .withMessageContaining("1 to 150");
        assertThatIllegalArgumentException().isThrownBy(() -> Step.of(" ", context -> StepResult.done()));
    }

    @Test
    void a_time_out_is_positive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.within(Duration.ZERO))
                .withMessageContaining("PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> step.within(Duration.ofSeconds(-1)));
    }
}
