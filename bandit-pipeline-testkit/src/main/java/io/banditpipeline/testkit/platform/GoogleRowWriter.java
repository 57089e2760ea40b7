package io.banditpipeline.testkit.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns rows into protobuf's JSON: selected fields only, camel case, 64-bit numbers as strings. */
final class GoogleRowWriter {
    private static final int SCALE = 6;

    private final List<Column> columns;
    private final String fieldMask;

    GoogleRowWriter(GaqlQuery query) {
        columns = columnNames(query).stream()
                .map(name -> new Column(GoogleField.of(name), path(name)))
                .toList();
        fieldMask = query.fields().stream().map(GoogleField::camelCase).collect(Collectors.joining(","));
    }

    String fieldMask() {
        return fieldMask;
    }

    ObjectNode json(Map<GoogleField, Object> row) {
        ObjectNode json = Json.object();
        for (Column column : columns) {
            @Nullable Object value = row.get(column.field());
            if (value != null) {
                put(parent(json, column.path()), column.path().get(column.path().size() - 1), column.field(), value);
            }
        }
        return json;
    }

    private static Set<String> columnNames(GaqlQuery query) {
        Set<String> names = new LinkedHashSet<>();
        if (!query.omitsUnselectedNames()) {
            names.add(query.resource() + ".resource_name");
            for (String field : query.fields()) {
                String resource = field.substring(0, field.lastIndexOf('.')) + ".resource_name";
                if (GoogleField.knows(resource)) {
                    names.add(resource);
                }
            }
        }
        names.addAll(query.fields());
        return names;
    }

    private static List<String> path(String name) {
        return List.of(GoogleField.camelCase(name).split("\\.", -1));
    }

    private static ObjectNode parent(ObjectNode root, List<String> path) {
        ObjectNode parent = root;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = parent.has(step) ? (ObjectNode) parent.get(step) : parent.putObject(step);
        }
        return parent;
    }

    private static void put(ObjectNode parent, String name, GoogleField field, Object value) {
        switch (field.form()) {
            case TEXT, LONG -> parent.put(name, value.toString());
            case INT -> parent.put(name, ((Number) value).intValue());
            case BOOLEAN -> parent.put(name, (Boolean) value);
            case MICROS -> parent.put(name, decimal((Long) value));
        }
    }

    private static BigDecimal decimal(long micros) {
        BigDecimal decimal = BigDecimal.valueOf(micros, SCALE).stripTrailingZeros();
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    private record Column(GoogleField field, List<String> path) {}
}
