package io.banditpipeline.quality;

import java.util.Objects;

/**
 * Something that a rule found. Two findings of the same rule, subject and field are the same finding.
 *
 * @param rule the rule's id
 * @param dimension the dimension that it speaks of
 * @param severity how grave it is, after overrides
 * @param subject what it is about
 * @param field the quantity that is wrong, or {@code ""}
 * @param value what was found: an example, if there are several
 * @param text the reason for a person: what was expected
 * @param count how many rows or values are meant; at least 1
 */
public record Finding(
        String rule,
        Dimension dimension,
        Severity severity,
        Subject subject,
        String field,
        String value,
        String text,
        long count) {
    /** @throws IllegalArgumentException if {@code count} is below 1 */
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(text, "text");
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1, but is " + count);
        }
    }
}
