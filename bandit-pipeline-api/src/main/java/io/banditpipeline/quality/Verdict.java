package io.banditpipeline.quality;

import io.banditpipeline.metric.Metric;
import org.jspecify.annotations.Nullable;

/** What a validator says of a row. */
public sealed interface Verdict {
    /** The row is fine. */
    Verdict PASS = new Pass();

    /** The row is fine. */
    record Pass() implements Verdict {}

    /**
     * The row breaks the rule.
     *
     * @param field the field that is wrong
     * @param value its value
     * @param text the reason for a person: what was expected
     * @param severity how grave this violation is, or null for the rule's own severity
     */
    record Violation(
            String field,
            String value,
            String text,
            @Nullable Severity severity) implements Verdict {
        /** A violation of the rule's own severity. */
        public Violation(String field, String value, String text) {
            this(field, value, text, null);
        }
    }

    /** A violation by a metric's value. */
    static Verdict violation(Metric metric, long value, String text) {
        return new Violation(metric.name().toLowerCase(java.util.Locale.ROOT), Long.toString(value), text);
    }
}
