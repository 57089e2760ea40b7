package io.banditpipeline.core.internal.quality;

import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.quality.Waiver;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it counts for an account at a moment.
 *
 * @param validator the rule, with its numbers as they are overridden
 * @param forced the severity of all that it finds, or null for what it says itself
 * @param waiver the waiver that it is only noted by, or null if it counts
 * @param <V> what the rule looks at
 */
public record EffectiveRule<V extends Validator>(
        V validator, @Nullable Severity forced, @Nullable Waiver waiver) {

    /** The rule's id. */
    public String id() {
        return validator.id();
    }

    /** How grave a violation is. */
    public Severity severity(Verdict.Violation violation) {
        return severity(violation.severity());
    }

    /**
     * How grave something is that the rule found: INFO if the rule is waived, else the override's severity, else the
     * one said, else the rule's own.
     *
     * @param said the severity that the rule said of it, or null
     */
    public Severity severity(@Nullable Severity said) {
        if (waiver != null) {
            return Severity.INFO;
        }
        if (forced != null) {
            return forced;
        }
        return said == null ? validator.severity() : said;
    }

    /** A reason as a person reads it: of a waived rule it tells the waiver's reason, too. */
    public String text(String text) {
        return waiver == null ? text : text + " (waived until " + waiver.until() + ": " + waiver.reason() + ")";
    }

    /** Hands on what the rule finds, with its effective severity and text. */
    public Findings findings(Consumer<Finding> to) {
        return (severity, subject, field, value, text) -> to.accept(new Finding(
                validator.id(), validator.dimension(), severity(severity), subject, field, value, text(text), 1));
    }
}
