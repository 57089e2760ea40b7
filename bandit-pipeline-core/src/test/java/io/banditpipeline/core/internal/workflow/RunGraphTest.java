package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which steps may begin, whatever the order in which threads ask. */
class RunGraphTest {
    private final Step<Void> broken = Step.of("broken", context -> StepResult.done());
    private final Step<Void> dependant =
            Step.<Void>of("dependant", context -> StepResult.done()).needs(broken);
    private final Step<Void> follower =
            Step.<Void>of("follower", context -> StepResult.done()).follows(broken);
    private final RunGraph graph = new RunGraph(Workflow.of("order", dependant, follower), Map.of());
    private final List<String> begun = new ArrayList<>();

    @Test
    void a_step_that_fails_between_blocking_and_beginning_in_another_thread_starts_no_dependant() {
        graph.begin(step -> begun.add(step.name()));
        assertThat(begun).containsExactly("broken");

        assertThat(graph.block()).isEmpty(); // of a thread that is overtaken here
        graph.ended(broken, failed());
        graph.begin(step -> begun.add(step.name()));
        assertThat(begun).containsExactly("broken", "follower");

        assertThat(graph.block())
                .extracting(StepReport::name)
                .containsExactly("dependant"); // of the thread that ended it
        graph.begin(step -> begun.add(step.name()));
        assertThat(begun).containsExactly("broken", "follower");
    }

    private static StepOutcome<Void> failed() {
        return new StepOutcome<>(
                new StepReport("broken", StepState.FAILED, StepCounts.ZERO, Duration.ZERO, List.of()), null, null);
    }
}
