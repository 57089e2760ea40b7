package io.banditpipeline.core.internal.quality.rule;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Severity;
import java.util.Map;
import java.util.Objects;

/**
 * What is said of a rule, besides how it is checked.
 *
 * @param id its stable id
 * @param dimension the dimension of quality that it speaks of
 * @param severity what breaking it does, unless a violation says another
 * @param description what it demands, in one sentence
 * @param parameters its numbers
 */
public record RuleSpec(String id, Dimension dimension, Severity severity, String description, Parameters parameters) {
    /** Checks that nothing is null. */
    public RuleSpec {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(parameters, "parameters");
    }

    /** A rule without numbers. */
    public RuleSpec(String id, Dimension dimension, Severity severity, String description) {
        this(id, dimension, severity, description, Parameters.none());
    }

    /** The same rule with one more number. */
    public RuleSpec and(String name, double value, double least, double most) {
        return new RuleSpec(id, dimension, severity, description, parameters.and(name, value, least, most));
    }

    /**
     * The same rule with some numbers changed.
     *
     * @throws IllegalArgumentException if one is unknown, or is not within its range
     */
    public RuleSpec with(Map<String, Double> changed) {
        return new RuleSpec(id, dimension, severity, description, parameters.with(changed));
    }
}
