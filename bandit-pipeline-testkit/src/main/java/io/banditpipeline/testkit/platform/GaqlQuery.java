package io.banditpipeline.testkit.platform;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A query in Google's query language, taken apart. */
record GaqlQuery(
        List<String> fields,
        String resource,
        List<Condition> conditions,
        List<Ordering> orderings,
        OptionalInt limit,
        Map<String, String> parameters) {

    /** A field, an operator in upper case, and its operands. */
    record Condition(String field, String operator, List<String> operands) {}

    /** A field to sort by. */
    record Ordering(String field, boolean descending) {}

    boolean selects(String prefix) {
        return fields.stream().anyMatch(field -> field.startsWith(prefix));
    }

    boolean omitsUnselectedNames() {
        return "true".equals(parameters.get("omit_unselected_resource_names"));
    }
}
