package io.banditpipeline.jooq.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Work is told to stop once, and each of its actions is run once. */
class CancellationSourceTest {
    private final CancellationSource source = new CancellationSource();
    private final List<String> ran = new ArrayList<>();

    @Test
    void work_goes_on_until_it_is_cancelled() {
        assertThat(source.isCancelled()).isFalse();
        assertThatNoException().isThrownBy(source::throwIfCancelled);

        source.cancel("enough");
        source.cancel("again");

        assertThat(source.isCancelled()).isTrue();
        assertThatThrownBy(source::throwIfCancelled)
                .isInstanceOf(CancelledException.class)
                .hasMessage("enough");
    }

    @Test
    void actions_run_once_when_it_is_cancelled_and_at_once_afterwards() {
        source.onCancel(() -> ran.add("before"));
        Cancellation.Registration taken = source.onCancel(() -> ran.add("taken back"));
        taken.close();
        taken.close();
        assertThat(ran).isEmpty();

        source.cancel("enough");
        source.cancel("again");
        assertThat(ran).containsExactly("before");

        source.onCancel(() -> ran.add("after")).close();
        assertThat(ran).containsExactly("before", "after");
    }

    @Test
    void an_action_that_fails_does_not_keep_the_others_from_stopping_their_work() {
        source.onCancel(() -> {
            throw new IllegalStateException("closed already");
        });
        source.onCancel(() -> ran.add("other"));

        source.cancel("enough");

        assertThat(ran).containsExactly("other");
    }

    @Test
    void the_same_action_may_be_asked_for_twice() {
        Runnable action = () -> ran.add("action");
        source.onCancel(action);
        source.onCancel(action).close();

        source.cancel("enough");

        assertThat(ran).containsExactly("action");
    }
}
