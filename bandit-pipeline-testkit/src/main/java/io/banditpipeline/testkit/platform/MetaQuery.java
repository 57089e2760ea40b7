package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A question to insights.
 *
 * @param level the level of the rows
 * @param pieces the times that a row is about, each of one or more days
 * @param fields the fields of a row
 * @param hourly whether there is a row for every hour of the day
 * @param windows the attribution windows that are asked for besides the usual one
 * @param filter which entities it is about
 */
record MetaQuery(
        Level level,
        List<DateRange> pieces,
        List<String> fields,
        boolean hourly,
        List<String> windows,
        MetaFilter filter) {
    static final String HOURS = "hourly_stats_aggregated_by_advertiser_time_zone";
    static final String[] PARAMETERS = {
        "level",
        "time_range",
        "time_ranges",
        "time_increment",
        "fields",
        "breakdowns",
        "action_attribution_windows",
        "filtering",
        "limit",
        "after"
    };
    private static final int RETENTION_MONTHS = 37;
    private static final int MAX_INCREMENT = 90;
    private static final Map<String, Level> LEVELS =
            Map.of("account", Level.ACCOUNT, "campaign", Level.CAMPAIGN, "adset", Level.AD_GROUP, "ad", Level.AD);
    private static final Set<String> FIELDS = Set.of(
            "account_id",
            "account_name",
            "account_currency",
            "campaign_id",
            "campaign_name",
            "adset_id",
            "adset_name",
            "ad_id",
            "ad_name",
            "impressions",
            "reach",
            "clicks",
            "inline_link_clicks",
            "spend",
            "actions",
            "action_values",
            "attribution_setting",
            "date_start",
            "date_stop");
    private static final Set<String> WINDOWS = Set.of("1d_view", "1d_click", "7d_click", "28d_click");
    private static final Set<String> REMOVED_WINDOWS = Set.of("7d_view", "28d_view");

    /**
     * Reads and checks a question.
     *
     * @param today the day that it is in the account
     */
    static MetaQuery of(MetaParameters parameters, LocalDate today, boolean strict) {
        String level = parameters.get("level").orElse("account");
        if (!LEVELS.containsKey(level)) {
            throw MetaError.parameter("Param level must be one of " + LEVELS.keySet() + ", but is " + level);
        }
        List<String> fields = parameters.list("fields");
        known("fields", fields, FIELDS);
        List<String> breakdowns = parameters.list("breakdowns");
        known("breakdowns", breakdowns, Set.of(HOURS));
        return new MetaQuery(
                LEVELS.get(level),
                pieces(parameters, today),
                fields.isEmpty() ? List.of("impressions", "spend") : fields,
                !breakdowns.isEmpty(),
                windows(parameters.list("action_attribution_windows"), strict),
                MetaFilter.of(parameters));
    }

    /** The number of days that it spans. */
    long days() {
        return pieces.stream().mapToLong(DateRange::days).sum();
    }

    private static void known(String parameter, List<String> values, Set<String> known) {
        values.stream().filter(value -> !known.contains(value)).findFirst().ifPresent(value -> {
            throw MetaError.parameter(value + " is not valid for " + parameter + " param; known are " + known);
        });
    }

    private static List<String> windows(List<String> asked, boolean strict) {
        if (strict) {
            known("action_attribution_windows", asked, WINDOWS);
        }
        List<String> windows = asked.stream()
                .filter(window -> !REMOVED_WINDOWS.contains(window))
                .toList();
        known("action_attribution_windows", windows, WINDOWS);
        return windows;
    }

    private static List<DateRange> pieces(MetaParameters parameters, LocalDate today) {
        if (parameters.has("time_range") == parameters.has("time_ranges")) {
            throw MetaError.parameter("Exactly one of time_range and time_ranges must be there");
        }
        if (parameters.has("time_ranges")) {
            if (parameters.has("time_increment")) {
                throw MetaError.parameter("time_increment has no effect with time_ranges");
            }
            List<DateRange> ranges = new ArrayList<>();
            parameters.objects("time_ranges").forEach(range -> ranges.add(range(range, today)));
            return List.copyOf(ranges);
        }
        DateRange range = range(parameters.object("time_range").orElseThrow(), today);
        if (parameters.get("time_increment").orElse("all_days").equals("all_days")) {
            return List.of(range);
        }
        int days = parameters.positive("time_increment", 1);
        if (days > MAX_INCREMENT) {
            throw MetaError.parameter("Param time_increment must be from 1 to " + MAX_INCREMENT + ", but is " + days);
        }
        return range.split(days);
    }

    private static DateRange range(Object value, LocalDate today) {
        if (!(value instanceof Map<?, ?> map) || !map.keySet().equals(Set.of("since", "until"))) {
            throw MetaError.parameter("A time range must have since and until, but is " + value);
        }
        LocalDate since = day(map.get("since"));
        LocalDate until = day(map.get("until"));
        if (since.isAfter(until)) {
            throw MetaError.parameter("since " + since + " must not be after until " + until);
        }
        if (since.isBefore(today.minusMonths(RETENTION_MONTHS))) {
            throw MetaError.violation(
                    3018, "(#3018) The start date of the time range cannot be beyond 37 months from the current date");
        }
        return new DateRange(since, until);
    }

    private static LocalDate day(@Nullable Object value) {
        try {
            return LocalDate.parse(String.valueOf(value));
        } catch (DateTimeException e) {
            throw MetaError.parameter("A day must be written as YYYY-MM-DD, but is " + value);
        }
    }
}
