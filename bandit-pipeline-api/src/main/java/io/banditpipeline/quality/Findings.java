package io.banditpipeline.quality;

import org.jspecify.annotations.Nullable;

/** Takes what a rule finds. Not thread-safe. */
public interface Findings {
    /** Takes a finding of the rule's own severity. */
    default void add(Subject subject, String field, String value, String text) {
        add(null, subject, field, value, text);
    }

    /**
     * Takes a finding.
     *
     * @param severity its severity, or null for the rule's own
     * @param subject what it is about
     * @param field the quantity that is wrong, such as {@code "cost"}, or {@code ""}
     * @param value what was found
     * @param text the reason for a person: what was expected
     */
    void add(@Nullable Severity severity, Subject subject, String field, String value, String text);
}
