package io.banditpipeline.testkit.platform;

import io.banditpipeline.testkit.platform.GaqlQuery.Condition;
import io.banditpipeline.testkit.platform.GaqlQuery.Ordering;
import io.banditpipeline.testkit.platform.GoogleErrors.Failure;
import io.banditpipeline.testkit.platform.GoogleErrors.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Google's query language: SELECT, FROM, WHERE, ORDER BY, LIMIT and PARAMETERS, in this order. */
final class GaqlParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:('(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|([A-Za-z_][A-Za-z0-9_.]*)|(-?[0-9][0-9.]*)|(!=|>=|<=|[=<>(),]))");
    private static final Set<String> COMPARISONS = Set.of("=", "!=", ">", ">=", "<", "<=");
    private static final Set<String> WORDS_WITH_ONE_OPERAND = Set.of("LIKE", "REGEXP_MATCH", "DURING");
    private static final Set<String> WORDS_WITH_LIST = Set.of("IN", "CONTAINS ANY", "CONTAINS ALL", "CONTAINS NONE");

    private final List<String> tokens;
    private int next;

    private GaqlParser(List<String> tokens) {
        this.tokens = tokens;
    }

    /** @throws Refused with the platform's error if it is no query */
    static GaqlQuery parse(String query) {
        return new GaqlParser(tokens(query)).query();
    }

    private static List<String> tokens(String query) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        int end = 0;
        while (end < query.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw refused(
                        "UNEXPECTED_INPUT",
                        "unexpected input " + query.substring(end).strip());
            }
            tokens.add(matcher.group().strip());
            end = matcher.end();
        }
        return tokens;
    }

    private GaqlQuery query() {
        expect("SELECT", "EXPECTED_SELECT");
        List<String> fields = names();
        expect("FROM", "EXPECTED_FROM");
        String resource = name();
        List<Condition> conditions = accept("WHERE") ? conditions() : List.of();
        List<Ordering> orderings = List.of();
        if (accept("ORDER")) {
            expect("BY", "EXPECTED_BY");
            orderings = orderings();
        }
        OptionalInt limit = accept("LIMIT") ? OptionalInt.of(limit()) : OptionalInt.empty();
        Map<String, String> parameters = accept("PARAMETERS") ? parameters() : Map.of();
        if (next < tokens.size()) {
            throw refused("UNEXPECTED_INPUT", "unexpected input " + tokens.get(next));
        }
        return new GaqlQuery(fields, resource, conditions, orderings, limit, parameters);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (accept(","));
        return names;
    }

    private List<Condition> conditions() {
        List<Condition> conditions = new ArrayList<>();
        do {
            conditions.add(condition());
        } while (accept("AND"));
        return conditions;
    }

    private Condition condition() {
        String field = name();
        String operator = take().toUpperCase(Locale.ROOT);
        if (operator.equals("NOT")) {
            String negated = take().toUpperCase(Locale.ROOT);
            return new Condition(field, "NOT " + negated, negated.equals("IN") ? list() : List.of(value()));
        }
        if (operator.equals("IS")) {
            String not = accept("NOT") ? "NOT " : "";
            expect("NULL", "UNEXPECTED_INPUT");
            return new Condition(field, "IS " + not + "NULL", List.of());
        }
        if (operator.equals("CONTAINS")) {
            operator += " " + take().toUpperCase(Locale.ROOT);
        }
        if (operator.equals("BETWEEN")) {
            String first = value();
            expect("AND", "EXPECTED_AND");
            return new Condition(field, operator, List.of(first, value()));
        }
        if (COMPARISONS.contains(operator) || WORDS_WITH_ONE_OPERAND.contains(operator)) {
            return new Condition(field, operator, List.of(value()));
        }
        if (WORDS_WITH_LIST.contains(operator)) {
            return new Condition(field, operator, list());
        }
        throw refused("BAD_OPERATOR", "bad operator " + operator);
    }

    private List<String> list() {
        expect("(", "EXPECTED_LIST");
        List<String> values = new ArrayList<>();
        do {
            values.add(value());
        } while (accept(","));
        expect(")", "EXPECTED_LIST");
        return values;
    }

    private List<Ordering> orderings() {
        List<Ordering> orderings = new ArrayList<>();
        do {
            String field = name();
            boolean descending = accept("DESC");
            if (!descending) {
                accept("ASC");
            }
            orderings.add(new Ordering(field, descending));
        } while (accept(","));
        return orderings;
    }

    private int limit() {
        String limit = take();
        if (!limit.matches("[0-9]{1,9}")) {
            throw refused("BAD_LIMIT_VALUE", "bad limit " + limit);
        }
        if (Integer.parseInt(limit) < 1) {
            throw refused("LIMIT_VALUE_TOO_LOW", "limit must be at least 1");
        }
        return Integer.parseInt(limit);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        do {
            String name = name();
            expect("=", "UNEXPECTED_INPUT");
            if (!Set.of("omit_unselected_resource_names", "include_drafts").contains(name)) {
                throw refused("BAD_PARAMETER_NAME", "unknown parameter " + name);
            }
            parameters.put(name, value());
        } while (accept(","));
        return parameters;
    }

    private String name() {
        String name = take();
        if (!name.matches("[a-z_][a-z0-9_.]*")) {
            throw refused("BAD_FIELD_NAME", "invalid field name '" + name + "'");
        }
        return name;
    }

    private String value() {
        String value = take();
        char first = value.charAt(0);
        if (first == '\'' || first == '"') {
            return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        if (!Character.isLetterOrDigit(first) && first != '-') {
            throw refused("BAD_VALUE", "unexpected " + value);
        }
        return value;
    }

    private boolean accept(String word) {
        if (next < tokens.size() && tokens.get(next).equalsIgnoreCase(word)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String word, String code) {
        if (!accept(word)) {
            throw refused(
                    next < tokens.size() ? code : "UNEXPECTED_END_OF_QUERY",
                    "expected " + word + (next < tokens.size() ? " but found " + tokens.get(next) : ""));
        }
    }

    private String take() {
        if (next >= tokens.size()) {
            throw refused("UNEXPECTED_END_OF_QUERY", "unexpected end of query");
        }
        return tokens.get(next++);
    }

    private static Refused refused(String code, String what) {
        return new Refused(Failure.query(code, "Error in query: " + what + "."));
    }
}
