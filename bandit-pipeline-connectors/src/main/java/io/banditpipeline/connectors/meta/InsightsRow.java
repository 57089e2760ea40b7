package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.core.JsonParser;
import io.banditpipeline.connectors.internal.text.Decimals;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of insights as it was received. Quantities are kept as characters, of which a text is made only where somebody
 * asks for it. Filled by one parser; not thread-safe.
 */
final class InsightsRow {
    private static final InsightsField[] FIELDS = InsightsField.values();
    private static final int USUAL_CHARS = 32;

    /** The fields that are there, a bit each; of the others, what an earlier row said may stand below. */
    private int there;

    private final @Nullable String[] texts = new @Nullable String[FIELDS.length];
    private final int[] starts = new int[InsightsField.QUANTITIES];
    private final int[] ends = new int[InsightsField.QUANTITIES];
    private char[] quantities = new char[USUAL_CHARS];
    private int used;
    private final Purchases purchases;
    private final List<Reason> reasons = new ArrayList<>(0);

    InsightsRow(Purchases purchases) {
        this.purchases = purchases;
    }

    /** Forgets all that was read, so that it can be filled again. */
    void clear() {
        there = 0;
        used = 0;
        reasons.clear();
        purchases.clear();
    }

    @Nullable
    String text(InsightsField field) {
        if (!has(field)) {
            return null;
        }
        int start = field.isQuantity() ? starts[field.ordinal()] : 0;
        return field.isQuantity()
                ? new String(quantities, start, ends[field.ordinal()] - start)
                : texts[field.ordinal()];
    }

    private boolean has(InsightsField field) {
        return (there & 1 << field.ordinal()) != 0;
    }

    /** Keeps the text of a field that is no quantity. */
    void put(InsightsField field, String text) {
        there |= 1 << field.ordinal();
        texts[field.ordinal()] = text;
    }

    /** Keeps the parser's current value as that of a quantity. */
    void putQuantity(InsightsField field, JsonParser json) throws IOException {
        int length = json.getTextLength();
        putQuantity(field, json.getTextCharacters(), json.getTextOffset(), length);
    }

    private void putQuantity(InsightsField field, char[] chars, int from, int length) {
        if (used + length > quantities.length) {
            quantities = Arrays.copyOf(quantities, 2 * (used + length));
        }
        System.arraycopy(chars, from, quantities, used, length);
        there |= 1 << field.ordinal();
        starts[field.ordinal()] = used;
        used += length;
        ends[field.ordinal()] = used;
    }

    /** A quantity as a whole number, or {@link Decimals#UNUSUAL} if it is not there, or not written plainly. */
    long whole(InsightsField quantity) {
        int start = starts[quantity.ordinal()];
        return has(quantity) ? Decimals.whole(quantities, start, ends[quantity.ordinal()] - start) : Decimals.UNUSUAL;
    }

    /** A quantity in millionths, or {@link Decimals#UNUSUAL} if it is not there, or not written plainly. */
    long micros(InsightsField quantity) {
        int start = starts[quantity.ordinal()];
        return has(quantity) ? Decimals.micros(quantities, start, ends[quantity.ordinal()] - start) : Decimals.UNUSUAL;
    }

    Purchases purchases() {
        return purchases;
    }

    /** What is wrong with the row, as far as was found until now. */
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
        for (InsightsField field : FIELDS) {
            @Nullable String text = has(field) ? null : part.text(field);
            if (text != null && field.isQuantity()) {
                putQuantity(field, text.toCharArray(), 0, text.length());
            } else if (text != null) {
                put(field, text);
            }
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
