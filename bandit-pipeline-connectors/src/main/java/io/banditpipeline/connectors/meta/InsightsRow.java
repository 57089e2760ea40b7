package io.banditpipeline.connectors.meta;

import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of insights as it was received, as text. Filled by one parser; not thread-safe. */
final class InsightsRow {
    private static final InsightsField[] FIELDS = InsightsField.values();

    private final @Nullable String[] texts = new @Nullable String[FIELDS.length];
    private final Purchases purchases;
    private final List<Reason> reasons = new ArrayList<>(0);

    InsightsRow(Purchases purchases) {
        this.purchases = purchases;
    }

    @Nullable
    String text(InsightsField field) {
        return texts[field.ordinal()];
    }

    void put(InsightsField field, String text) {
        texts[field.ordinal()] = text;
    }

    Purchases purchases() {
        return purchases;
    }

    /** What is wrong with the row, as far as was found when it was parsed. */
    List<Reason> reasons() {
        return reasons;
    }

    void wrong(@Nullable Reason reason) {
        if (reason != null) {
            reasons.add(reason);
        }
    }

    /** What makes parts of one row that were asked for one by one belong together. */
    String key() {
        return text(InsightsField.ID) + " " + text(InsightsField.DATE_START) + " " + text(InsightsField.HOUR);
    }

    /** Takes what another part of the same row says. */
    void fillFrom(InsightsRow part) {
        for (int i = 0; i < texts.length; i++) {
            texts[i] = texts[i] == null ? part.texts[i] : texts[i];
        }
        purchases.fillFrom(part.purchases);
        reasons.addAll(part.reasons);
    }

    /** What was read of it, as JSON, for people. */
    @Override
    public String toString() {
        StringBuilder json = new StringBuilder("{");
        for (InsightsField field : FIELDS) {
            @Nullable String text = text(field);
            if (text != null) {
                json.append(json.length() == 1 ? "\"" : ",\"")
                        .append(field.shown())
                        .append("\":\"");
                json.append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
            }
        }
        return json.append('}').toString();
    }
}
