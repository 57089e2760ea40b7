package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of a request to run a workflow. */
public sealed interface RunResult {
    /**
     * It was run, here and now, to its end or until it was laid aside.
     *
     * @param run as it is kept
     * @param state how it ended; RUNNING if it was given up half-way, so that anybody can go on with it
     * @param steps the steps in the order of the workflow, with their parts
     * @param duration how long this attempt took
     * @param retryAfter the longest delay that the other side of a step asked for and that was too long to sit out;
     *     zero if none did
     * @param outcomes what became of each step
     */
    record Ran(
            StoredRun run,
            RunState state,
            List<StepReport> steps,
            Duration duration,
            Duration retryAfter,
            Map<Step<?>, StepOutcome<?>> outcomes)
            implements RunResult {
        /** Copies; steps are told apart by identity. */
        public Ran {
            steps = List.copyOf(steps);
            outcomes = Map.copyOf(outcomes);
        }

        /** What a step gave, if anything. */
        @SuppressWarnings("unchecked") // an outcome is kept under the step that it is of
        public <T> Optional<T> output(Step<T> step) {
            StepOutcome<T> outcome = (StepOutcome<T>) outcomes.get(step);
            return outcome == null ? Optional.empty() : outcome.value();
        }
    }

    /** Another instance holds it, or it is paused. */
    record Held(StoredRun run) implements RunResult {}

    /** It had ended before. */
    record Ended(StoredRun run) implements RunResult {}

    /** Another instance has taken it over meanwhile: what was still to be done here was broken off. */
    record TakenOver(String runId) implements RunResult {}
}
