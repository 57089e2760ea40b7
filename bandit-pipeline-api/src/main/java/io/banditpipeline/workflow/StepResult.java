package io.banditpipeline.workflow;

import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepState;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a step's work ended.
 *
 * @param state how it ended: SUCCEEDED, PARTIAL, FAILED or SKIPPED
 * @param counts what became of its rows
 * @param messages what a person should know
 * @param output what it gives to the steps that need it; null for nothing
 * @param mayPass of a result that is not good, whether doing it again later may help
 * @param <T> the type of the output
 */
public record StepResult<T>(
        StepState state,
        StepCounts counts,
        List<String> messages,
        @Nullable T output,
        boolean mayPass) {
    /** Copies the list. */
    public StepResult {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(counts, "counts");
        messages = List.copyOf(messages);
    }

    /** Work that went well and gives nothing to others. */
    public static <T> StepResult<T> done(String... messages) {
        return new StepResult<>(StepState.SUCCEEDED, StepCounts.ZERO, List.of(messages), null, false);
    }

    /** Work that went well and gives something to others. */
    public static <T> StepResult<T> of(T output, String... messages) {
        return new StepResult<>(StepState.SUCCEEDED, StepCounts.ZERO, List.of(messages), output, false);
    }

    /** Nothing was due. */
    public static <T> StepResult<T> skipped(String why) {
        return new StepResult<>(StepState.SKIPPED, StepCounts.ZERO, List.of(why), null, false);
    }
}
