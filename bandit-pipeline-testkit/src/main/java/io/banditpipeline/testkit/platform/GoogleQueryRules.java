package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.testkit.platform.GaqlQuery.Condition;
import io.banditpipeline.testkit.platform.GoogleErrors.Failure;
import io.banditpipeline.testkit.platform.GoogleErrors.Refused;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a query may ask for: fields that go together, and days that are still kept. */
final class GoogleQueryRules {
    static final int MONTHS_KEPT = 37;

    private static final Map<String, Set<String>> SELECTABLE = Map.of(
            "customer", Set.of("customer", "metrics", "segments"),
            "customer_client", Set.of("customer", "customer_client"),
            "conversion_action", Set.of("customer", "conversion_action"),
            "campaign_budget", Set.of("customer", "campaign_budget"),
            "campaign", Set.of("customer", "campaign", "campaign_budget", "metrics", "segments"),
            "ad_group", Set.of("customer", "campaign", "ad_group", "metrics", "segments"),
            "ad_group_ad", Set.of("customer", "campaign", "ad_group", "ad_group_ad", "metrics", "segments"));

    private GoogleQueryRules() {}

    /** @throws Refused if the platform would not answer it */
    static void check(GaqlQuery query, boolean manager, boolean strict) {
        Set<String> selectable = SELECTABLE.get(query.resource());
        if (selectable == null) {
            throw refused("BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", "invalid resource type '" + query.resource() + "'");
        }
        names(query).forEach(name -> checkName(name, query.resource(), selectable));
        if (strict) {
            checkSelection(query);
        }
        if (manager && names(query).anyMatch(name -> name.startsWith("metrics."))) {
            throw new Refused(Failure.query(
                    "REQUESTED_METRICS_FOR_MANAGER", "Metrics cannot be requested for a manager account."));
        }
    }

    private static void checkName(String name, String resource, Set<String> selectable) {
        if (!GoogleField.knows(name)) {
            throw refused("UNRECOGNIZED_FIELD", "unrecognized field: '" + name + "'");
        }
        String group = GoogleField.groupOf(name);
        if (!selectable.contains(group)) {
            String code =
                    switch (group) {
                        case "metrics" -> "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE";
                        case "segments" -> "PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE";
                        default -> "PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE";
                    };
            throw refused(code, "'" + name + "' cannot be used with resource '" + resource + "'");
        }
    }

    private static void checkSelection(GaqlQuery query) {
        Stream<String> filters = query.conditions().stream().map(Condition::field);
        Stream<String> sorted = query.orderings().stream().map(GaqlQuery.Ordering::field);
        Stream.concat(filters.filter(name -> !name.equals("segments.date") && name.startsWith("segments.")), sorted)
                .filter(name -> !query.fields().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refused(
                            "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
                            "the following field must be present in SELECT clause: '" + name + "'");
                });
    }

    /**
     * The days that a query asks for, by its conditions on {@code segments.date}; empty if it has none.
     *
     * @throws Refused if they are not finite or not kept
     */
    static Optional<DateRange> days(GaqlQuery query, LocalDate today, boolean strict) {
        List<Condition> conditions = query.conditions().stream()
                .filter(condition -> condition.field().equals("segments.date"))
                .toList();
        LocalDate first = LocalDate.MIN;
        LocalDate last = LocalDate.MAX;
        for (Condition condition : conditions) {
            DateRange allowed = allowed(condition, today);
            first = allowed.first().isAfter(first) ? allowed.first() : first;
            last = allowed.last().isBefore(last) ? allowed.last() : last;
        }
        if (conditions.isEmpty() && !query.selects("segments.")) {
            return Optional.empty();
        }
        if (first.equals(LocalDate.MIN) || last.equals(LocalDate.MAX)) {
            throw refused(
                    "EXPECTED_FILTERS_ON_DATE_RANGE", "a finite range of dates is needed to filter 'segments.date'");
        }
        if (last.isBefore(first)) {
            throw refused("DATE_RANGE_TOO_NARROW", "the first day is after the last one");
        }
        if (strict && first.plusMonths(MONTHS_KEPT).isBefore(last)) {
            throw refused("DATE_RANGE_TOO_WIDE", "the range " + first + " to " + last + " is longer than 37 months");
        }
        if (strict && first.isBefore(today.minusMonths(MONTHS_KEPT))) {
            throw new Refused(Failure.of(
                    400,
                    "INVALID_ARGUMENT",
                    "dateError",
                    "EARLIER_THAN_MINIMUM_DATE",
                    "The date " + first + " is earlier than the 37 months that are kept."));
        }
        return Optional.of(new DateRange(first, last));
    }

    private static DateRange allowed(Condition condition, LocalDate today) {
        if (condition.operator().equals("DURING")) {
            return during(condition.operands().get(0), today);
        }
        List<LocalDate> operands =
                condition.operands().stream().map(GoogleQueryRules::date).toList();
        return switch (condition.operator()) {
            case "=" -> DateRange.of(operands.get(0));
            case ">=" -> new DateRange(operands.get(0), LocalDate.MAX);
            case ">" -> new DateRange(operands.get(0).plusDays(1), LocalDate.MAX);
            case "<=" -> new DateRange(LocalDate.MIN, operands.get(0));
            case "<" -> new DateRange(LocalDate.MIN, operands.get(0).minusDays(1));
            case "BETWEEN" -> between(operands.get(0), operands.get(1));
            default ->
                throw refused(
                        "OPERATOR_FIELD_MISMATCH",
                        "operator " + condition.operator() + " does not go with segments.date");
        };
    }

    private static DateRange between(LocalDate first, LocalDate last) {
        if (last.isBefore(first)) {
            throw refused("DATE_RANGE_TOO_NARROW", "the first day is after the last one");
        }
        return new DateRange(first, last);
    }

    private static DateRange during(String name, LocalDate today) {
        LocalDate yesterday = today.minusDays(1);
        return switch (name) {
            case "TODAY" -> DateRange.of(today);
            case "YESTERDAY" -> DateRange.of(yesterday);
            case "LAST_7_DAYS" -> new DateRange(today.minusDays(7), yesterday);
            case "LAST_14_DAYS" -> new DateRange(today.minusDays(14), yesterday);
            case "LAST_30_DAYS" -> new DateRange(today.minusDays(30), yesterday);
            case "THIS_MONTH" -> new DateRange(today.withDayOfMonth(1), today);
            default -> throw refused("INVALID_VALUE_WITH_DURING_OPERATOR", "unknown range of dates " + name);
        };
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw refused(
                    "INVALID_DATE_FORMAT", "'" + text + "' is not a date"); // the error the platform answers instead
        }
    }

    private static Stream<String> names(GaqlQuery query) {
        return Stream.of(
                        query.fields().stream(),
                        query.conditions().stream().map(Condition::field),
                        query.orderings().stream().map(GaqlQuery.Ordering::field))
                .flatMap(names -> names);
    }

    private static Refused refused(String code, String what) {
        return new Refused(Failure.query(code, "Error in query: " + what + "."));
    }
}
