package io.banditpipeline.core.internal.collect;

import io.banditpipeline.quality.RejectedRow;

/** Words rejected rows for a person. */
final class Remarks {
    /** How many examples of one kind a report shows. */
    static final int EXAMPLES = 5;

    private static final int LONGEST_SHOWN = 40;

    private Remarks() {}

    static String of(RejectedRow row) {
        StringBuilder text = new StringBuilder("quarantined ").append(row.where());
        for (RejectedRow.Reason reason : row.reasons()) {
            text.append(": ");
            text.append(subject(reason))
                    .append(reason.text())
                    .append(" [")
                    .append(reason.rule())
                    .append(']');
        }
        return text.toString();
    }

    /** The field, and its value unless the reason's text tells it. */
    private static String subject(RejectedRow.Reason reason) {
        if (reason.field().isEmpty()) {
            return "";
        }
        boolean told = reason.text().contains(reason.value()) || mayTellOfAPerson(reason.value());
        return reason.field() + (told ? ": " : " is '" + reason.value() + "', ");
    }

    /** As the cells of shifted columns do: quarantine keeps them, history does not (R11). */
    private static boolean mayTellOfAPerson(String value) {
        return value.contains("@") || value.length() > LONGEST_SHOWN;
    }
}
