package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.banditpipeline.connectors.internal.json.NextField;
import io.banditpipeline.connectors.internal.text.RecentValues;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.io.IOException;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of insights as they come in. Numbers may be texts or numbers; fields that were not asked for are passed
 * over. Not thread-safe.
 */
final class InsightsParser implements GraphPage.ElementReader<InsightsRow> {
    private static final String ACTIONS = "actions";
    private static final String ACTION_VALUES = "action_values";
    private static final int TYPE = -1;
    private static final int OTHER = -2;

    private final PurchaseTypes types;
    private final @Nullable InsightsRow onlyRow;
    private final Currency currency;
    private final ActionValues values;
    private final NextField<InsightsField> fields;
    private final NextField<Integer> actionFields;
    private final List<RecentValues<String>> texts = Stream.of(InsightsField.values())
            .map(field -> new RecentValues<String>(Function.identity()))
            .toList();
    private final RecentValues<ActionType> actionTypes;

    /** @param index its place among the types that may count, or -1 if it never counts */
    private record ActionType(String name, int index) {}

    /** @param holdsRows whether rows hold when the next one is read; else all of them are one object */
    InsightsParser(MetaLevel level, PurchaseTypes types, Currency currency, boolean holdsRows) {
        this.onlyRow = holdsRows ? null : new InsightsRow(new Purchases(types));
        this.types = types;
        this.currency = currency;
        this.values = new ActionValues(types.windows().size());
        this.actionTypes = new RecentValues<>(name -> new ActionType(name, types.indexOf(name)));
        Map<String, InsightsField> names = new HashMap<>(InsightsField.byName());
        names.put(level.idField(), InsightsField.ID);
        this.fields = new NextField<>(names, InsightsField.OTHER);
        Map<String, Integer> places = new HashMap<>(Map.of("action_type", TYPE));
        types.windows().forEach(window -> places.putIfAbsent(window, places.size() - 1));
        this.actionFields = new NextField<>(places, OTHER);
    }

    @Override
    public InsightsRow read(JsonParser json) throws IOException {
        InsightsRow row = row();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            row.wrong(new Reason("meta.shape", "", json.getText(), "a row must be an object"));
            json.skipChildren();
            return row;
        }
        for (@Nullable InsightsField field = fields.of(json); field != null; field = fields.of(json)) {
            field(json, field, json.nextToken(), row);
        }
        return row;
    }

    private void field(JsonParser json, InsightsField field, JsonToken value, InsightsRow row) throws IOException {
        if (field == InsightsField.ACTIONS) {
            actions(json, Metric.CONVERSIONS, row);
        } else if (field == InsightsField.ACTION_VALUES) {
            actions(json, Metric.REVENUE, row);
        } else if (field == InsightsField.OTHER || !value.isScalarValue()) {
            json.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
            if (field.isQuantity()) {
                row.putQuantity(field, json);
            } else {
                row.put(field, texts.get(field.ordinal()).of(json));
            }
        }
    }

    private InsightsRow row() {
        if (onlyRow == null) {
            return new InsightsRow(new Purchases(types));
        }
        onlyRow.clear();
        return onlyRow;
    }

    private void actions(JsonParser json, Metric metric, InsightsRow row) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            String field = metric == Metric.CONVERSIONS ? ACTIONS : ACTION_VALUES;
            row.wrong(new Reason("meta.shape", field, "", "it must be a list of actions"));
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                action(json, metric, row);
            } else {
                json.skipChildren();
            }
        }
    }

    private void action(JsonParser json, Metric metric, InsightsRow row) throws IOException {
        @Nullable ActionType type = null;
        boolean mayCount = true;
        values.clear();
        for (@Nullable Integer field = actionFields.of(json); field != null; field = actionFields.of(json)) {
            JsonToken value = json.nextToken();
            if (field == TYPE && value == JsonToken.VALUE_STRING) {
                type = actionTypes.of(json);
                mayCount = row.purchases().mayCount(metric, type.index);
            } else if (mayCount && field >= 0 && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                int length = json.getTextLength();
                values.put(field, json.getTextCharacters(), json.getTextOffset(), length);
            } else {
                json.skipChildren();
            }
        }
        if (type != null && mayCount) {
            row.wrong(row.purchases().add(metric, type.index, type.name, values, currency));
        }
    }
}
