package io.banditpipeline.testkit.platform;

import io.banditpipeline.testkit.platform.GaqlQuery.Condition;
import io.banditpipeline.testkit.platform.GaqlQuery.Ordering;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters and sorts rows as a query says. */
final class GoogleConditions {
    private static final int SCALE = 6;

    private GoogleConditions() {}

    /** Whether a row passes all conditions but those on days, which choose what is read at all. */
    static Predicate<Map<GoogleField, Object>> filter(GaqlQuery query) {
        return row -> query.conditions().stream()
                .filter(condition -> !condition.field().equals("segments.date"))
                .allMatch(condition -> holds(condition, row));
    }

    static Comparator<Map<GoogleField, Object>> order(List<Ordering> orderings) {
        Comparator<Map<GoogleField, Object>> order = Comparator.comparing(row -> 0);
        for (Ordering ordering : orderings) {
            GoogleField field = GoogleField.of(ordering.field());
            Comparator<Map<GoogleField, Object>> next = (a, b) -> compare(field, a.get(field), b.get(field));
            order = order.thenComparing(ordering.descending() ? next.reversed() : next);
        }
        return order;
    }

    private static boolean holds(Condition condition, Map<GoogleField, Object> row) {
        GoogleField field = GoogleField.of(condition.field());
        @Nullable Object value = row.get(field);
        List<String> operands = condition.operands();
        return switch (condition.operator()) {
            case "=" -> compare(field, value, operands.get(0)) == 0;
            case "!=" -> compare(field, value, operands.get(0)) != 0;
            case ">" -> compare(field, value, operands.get(0)) > 0;
            case ">=" -> compare(field, value, operands.get(0)) >= 0;
            case "<" -> compare(field, value, operands.get(0)) < 0;
            case "<=" -> compare(field, value, operands.get(0)) <= 0;
            case "BETWEEN" ->
                compare(field, value, operands.get(0)) >= 0 && compare(field, value, operands.get(1)) <= 0;
            case "IN" -> operands.stream().anyMatch(operand -> compare(field, value, operand) == 0);
            case "NOT IN" -> operands.stream().noneMatch(operand -> compare(field, value, operand) == 0);
            case "IS NULL" -> value == null;
            case "IS NOT NULL" -> value != null;
            case "LIKE" -> like(value, operands.get(0));
            case "NOT LIKE" -> !like(value, operands.get(0));
            default -> throw new IllegalArgumentException("no operator " + condition.operator());
        };
    }

    private static boolean like(@Nullable Object value, String pattern) {
        String regex = Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
        return value != null && Pattern.matches(regex, value.toString());
    }

    private static int compare(GoogleField field, @Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b ? 0 : a == null ? -1 : 1;
        }
        return switch (field.form()) {
            case TEXT -> a.toString().compareTo(b.toString());
            case BOOLEAN -> a.toString().compareToIgnoreCase(b.toString());
            case LONG, INT, MICROS -> number(field, a).compareTo(number(field, b));
        };
    }

    private static BigDecimal number(GoogleField field, Object value) {
        return field.form() == GoogleField.Form.MICROS && value instanceof Long micros
                ? BigDecimal.valueOf(micros, SCALE)
                : new BigDecimal(value.toString());
    }
}
