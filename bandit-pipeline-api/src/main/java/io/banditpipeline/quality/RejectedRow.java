package io.banditpipeline.quality;

import io.banditpipeline.metric.Observation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row that could not be used, as it came.
 *
 * @param where where it stood, for people, such as {@code "export.csv line 17"}
 * @param raw the row as it was received
 * @param reasons why it cannot be used; not empty
 * @param observation what it says, if it could be read: such a row can be released as it is; null otherwise
 */
public record RejectedRow(
        String where,
        String raw,
        List<Reason> reasons,
        @Nullable Observation observation) {
    /** A row that could not be read. */
    public RejectedRow(String where, String raw, List<Reason> reasons) {
        this(where, raw, reasons, null);
    }

    /** @throws IllegalArgumentException if there is no reason */
    public RejectedRow {
        reasons = List.copyOf(reasons);
        if (reasons.isEmpty()) {
            throw new IllegalArgumentException("reasons must not be empty");
        }
    }

    /**
     * One reason.
     *
     * @param rule the stable id of the rule that the row breaks, such as {@code "csv.number"}
     * @param field the column or field, or {@code ""} if it is the row as a whole
     * @param value the value found there, or {@code ""}
     * @param text the reason for a person, saying what was expected
     */
    public record Reason(String rule, String field, String value, String text) {}
}
