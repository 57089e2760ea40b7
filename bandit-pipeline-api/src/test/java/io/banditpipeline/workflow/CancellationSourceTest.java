package io.banditpipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work is told to stop once, and each of its actions is run once. */
class CancellationSourceTest {
    private final List<String> heard = new ArrayList<>();
    private final List<RuntimeException> broken = new ArrayList<>();
    private final CancellationSource source = new CancellationSource(broken::add);

    @Test
    void the_first_reason_stays() {
        source.throwIfCancelled();
        assertThat(source.isCancelled()).isFalse();
        assertThat(CancellationSource.reasonOf(source)).isEmpty();

        assertThat(source.cancel("a person said so")).isTrue();
        assertThat(source.cancel("too late")).isFalse();

        assertThat(source.isCancelled()).isTrue();
        assertThatThrownBy(source::throwIfCancelled)
                .isInstanceOf(CancelledException.class)
                .hasMessage("a person said so");
        assertThat(CancellationSource.reasonOf(source)).isEqualTo("a person said so");
    }

    @Test
    void actions_are_run_once_and_in_order_though_one_breaks() {
        source.onCancel(() -> heard.add("first"));
        source.onCancel(() -> {
            throw new IllegalStateException("breaks");
        });
        source.onCancel(() -> heard.add("last"));

        source.cancel("x");
        source.cancel("y");

        assertThat(heard).containsExactly("first", "last");
        assertThat(broken).extracting(Throwable::getMessage).containsExactly("breaks");
    }

    @Test
    void an_action_that_was_taken_back_is_not_run() {
        Runnable action = () -> heard.add("same action");
        Cancellation.Registration registration = source.onCancel(action);
        source.onCancel(action);
        registration.close();
        registration.close();

        source.cancel("x");

        assertThat(heard).containsExactly("same action");
    }

    @Test
    void an_action_that_comes_late_is_run_at_once() {
        source.cancel("x");
        source.onCancel(() -> heard.add("late")).close();

        assertThat(heard).containsExactly("late");
    }

    @Test
    void a_child_is_cancelled_with_its_parent_but_not_the_other_way_round() {
        CancellationSource child = CancellationSource.childOf(source, broken::add);
        CancellationSource sibling = CancellationSource.childOf(source, broken::add);
        CancellationSource closed = CancellationSource.childOf(source, broken::add);
        closed.close();

        child.cancel("only the child");
        assertThat(source.isCancelled()).isFalse();
        source.cancel("all");

        assertThat(CancellationSource.reasonOf(child)).isEqualTo("only the child");
        assertThat(CancellationSource.reasonOf(sibling)).isEqualTo("all");
        assertThat(closed.isCancelled()).isFalse();
        assertThat(CancellationSource.reasonOf(CancellationSource.childOf(source, broken::add)))
                .isEqualTo("all");
    }
}
