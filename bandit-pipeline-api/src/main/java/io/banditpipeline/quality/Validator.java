package io.banditpipeline.quality;

import java.util.Map;

/**
 * A rule that data must keep. What it looks at is said by the interface it implements: {@link RowValidator} for a row
 * by itself, {@link BatchValidator}, {@link HistoryValidator} or {@link CrossPlatformValidator}.
 *
 * <p>A validator promises to be a function of what it is handed: no clock, no look-up, no memory of earlier calls. It
 * may be called from many threads.
 */
public sealed interface Validator permits RowValidator, BatchValidator, HistoryValidator, CrossPlatformValidator {
    /** The stable id of the rule, such as {@code "row.negative"}: at most 190 characters. */
    String id();

    /** What it looks at. */
    Scope scope();

    /** The dimension of quality that it speaks of. */
    default Dimension dimension() {
        return Dimension.VALIDITY;
    }

    /** What breaking the rule does; a single violation may say another severity. */
    default Severity severity() {
        return Severity.ERROR;
    }

    /** What the rule demands, for a person, in one sentence. */
    default String description() {
        return "";
    }

    /** Its numbers by name, such as {@code maxRatio -> 1.0}; empty if it has none. */
    default Map<String, Double> parameters() {
        return Map.of();
    }

    /**
     * The same rule with other numbers.
     *
     * @param changed the numbers that change, by name; each is one of {@link #parameters}
     * @throws IllegalArgumentException if there is no such number, or it may not have that value
     */
    default Validator withParameters(Map<String, Double> changed) {
        if (changed.isEmpty()) {
            return this;
        }
        throw new IllegalArgumentException("rule " + id() + " has no parameters, but was given " + changed.keySet());
    }
}
