package io.banditpipeline.run;

import java.time.Duration;
import java.util.List;

/**
 * One step of a run.
 *
 * @param name its name, such as {@code "collect"}
 * @param state how it ended
 * @param counts what became of its rows
 * @param duration how long it took
 * @param messages what a person should know: errors, examples of bad rows, cautions
 */
public record StepReport(String name, StepState state, StepCounts counts, Duration duration, List<String> messages) {
    /** Copies the list. */
    public StepReport {
        messages = List.copyOf(messages);
    }
}
