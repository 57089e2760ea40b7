package io.banditpipeline.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One step of a run.
 *
 * @param name its name, such as {@code "collect meta"}; unique within the run
 * @param state how it ended
 * @param counts what became of its rows
 * @param duration how long it took, with waits between tries
 * @param messages what a person should know: errors, examples of bad rows, cautions
 * @param attempts how often it was tried; 0 if it never was
 * @param mayPass of a step that did not succeed, whether doing it again later may help
 * @param parts the parts that it ran side by side, such as the accounts of a source
 */
public record StepReport(
        String name,
        StepState state,
        StepCounts counts,
        Duration duration,
        List<String> messages,
        int attempts,
        boolean mayPass,
        List<StepReport> parts) {
    /** Copies the lists. */
    public StepReport {
        messages = List.copyOf(messages);
        parts = List.copyOf(parts);
    }

    /** A step without parts that was tried once. */
    public StepReport(String name, StepState state, StepCounts counts, Duration duration, List<String> messages) {
        this(name, state, counts, duration, messages, 1, false, List.of());
    }

    /** The same step with parts. */
    public StepReport withParts(List<StepReport> value) {
        return new StepReport(name, state, counts, duration, messages, attempts, mayPass, value);
    }

    /** This step and its parts. */
    public List<StepReport> withAllParts() {
        List<StepReport> all = new ArrayList<>(List.of(this));
        parts.forEach(part -> all.addAll(part.withAllParts()));
        return all;
    }
}
