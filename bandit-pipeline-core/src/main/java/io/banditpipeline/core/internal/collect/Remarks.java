package io.banditpipeline.core.internal.collect;

import io.banditpipeline.quality.RejectedRow;

/** Words rejected rows for a person. */
final class Remarks {
    /** How many examples of one kind a report shows. */
    static final int EXAMPLES = 5;

    private Remarks() {}

    static String of(RejectedRow row) {
        StringBuilder text = new StringBuilder("quarantined ").append(row.where());
        for (RejectedRow.Reason reason : row.reasons()) {
            text.append(": ");
            if (!reason.field().isEmpty()) {
                text.append(reason.field())
                        .append(" is '")
                        .append(reason.value())
                        .append("', ");
            }
            text.append(reason.text()).append(" [").append(reason.rule()).append(']');
        }
        return text.toString();
    }
}
