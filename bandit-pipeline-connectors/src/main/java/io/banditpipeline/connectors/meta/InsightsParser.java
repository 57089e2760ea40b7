package io.banditpipeline.connectors.meta;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of insights as they come in. Numbers may be texts or numbers; fields that were not asked for are passed
 * over. Not thread-safe.
 */
final class InsightsParser implements GraphPage.ElementReader<InsightsRow> {
    private static final String ACTIONS = "actions";
    private static final String ACTION_VALUES = "action_values";
    private static final String ACTION_TYPE = "action_type";

    private final String idField;
    private final PurchaseTypes types;
    private final Currency currency;
    private final Map<String, Integer> windows = new HashMap<>();
    private final @Nullable String[] values;
    private final RecentTexts texts = new RecentTexts();

    InsightsParser(MetaLevel level, PurchaseTypes types, Currency currency) {
        this.idField = level.idField();
        this.types = types;
        this.currency = currency;
        types.windows().forEach(window -> windows.put(window, windows.size()));
        this.values = new String[windows.size()];
    }

    @Override
    public InsightsRow read(JsonParser json) throws IOException {
        InsightsRow row = new InsightsRow(new Purchases(types));
        if (json.currentToken() != JsonToken.START_OBJECT) {
            row.wrong(new Reason("meta.shape", "", json.getText(), "a row must be an object"));
            json.skipChildren();
            return row;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            field(json, name, row);
        }
        return row;
    }

    private void field(JsonParser json, String name, InsightsRow row) throws IOException {
        if (name.equals(ACTIONS)) {
            actions(json, Metric.CONVERSIONS, row);
        } else if (name.equals(ACTION_VALUES)) {
            actions(json, Metric.REVENUE, row);
        } else {
            @Nullable
            InsightsField field = name.equals(idField)
                    ? InsightsField.ID
                    : InsightsField.byName().get(name);
            if (field == null || !json.currentToken().isScalarValue()) {
                json.skipChildren();
            } else if (json.currentToken() != JsonToken.VALUE_NULL) {
                row.put(field, field.isQuantity() ? json.getText() : texts.of(json));
            }
        }
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
        String type = "";
        boolean mayCount = true;
        Arrays.fill(values, null);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            @Nullable Integer window = mayCount ? windows.get(name) : null;
            if (name.equals(ACTION_TYPE) && value == JsonToken.VALUE_STRING) {
                type = texts.of(json);
                mayCount = types.indexOf(type) >= 0; // most do not: their values are not even decoded
            } else if (window != null && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                values[window] = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (mayCount) {
            row.wrong(purchases(row, metric, type));
        }
    }

    private @Nullable Reason purchases(InsightsRow row, Metric metric, String type) {
        return row.purchases().add(metric, type, values, currency);
    }
}
