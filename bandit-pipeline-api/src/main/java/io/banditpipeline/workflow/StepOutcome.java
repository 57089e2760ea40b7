package io.banditpipeline.workflow;

import io.banditpipeline.run.StepReport;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step that another one waited for.
 *
 * @param report how it ended
 * @param output what it gives; null for nothing
 * @param failure what it threw at last; null if it threw nothing, or in another process
 * @param <T> the type of the output
 */
public record StepOutcome<T>(
        StepReport report, @Nullable T output, @Nullable Throwable failure) {
    /** What it gives, if anything. */
    public Optional<T> value() {
        return Optional.ofNullable(output);
    }
}
