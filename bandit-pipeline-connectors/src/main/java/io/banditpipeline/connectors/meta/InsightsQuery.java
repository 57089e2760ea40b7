package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A question for insights.
 *
 * @param account the account
 * @param level the level of the rows
 * @param granularity hours or days
 * @param days the account's days
 * @param windows attribution windows to be told, too; empty for the ad sets' own
 * @param metrics the fields of quantities
 * @param filter the objects that it is confined to
 */
record InsightsQuery(
        Account account,
        MetaLevel level,
        Granularity granularity,
        DateRange days,
        List<String> windows,
        List<String> metrics,
        Optional<Filter> filter) {
    /** All fields of quantities. */
    static final List<String> ALL_METRICS =
            List.of("impressions", "inline_link_clicks", "spend", "actions", "action_values");

    private static final String ENDPOINT = "act_{id}/insights";
    private static final List<String> OTHERS =
            List.of("account_currency", "attribution_setting", "date_start", "date_stop");

    /**
     * Some objects.
     *
     * @param level their level
     * @param ids their ids
     */
    record Filter(MetaLevel level, List<String> ids) {}

    /** The same question about some objects only. */
    InsightsQuery about(MetaLevel of, List<String> ids) {
        return new InsightsQuery(
                account, level, granularity, days, windows, metrics, Optional.of(new Filter(of, List.copyOf(ids))));
    }

    /** The same question for some quantities only. */
    InsightsQuery only(List<String> fields) {
        return new InsightsQuery(account, level, granularity, days, windows, List.copyOf(fields), filter);
    }

    /** The call that asks it. */
    Graph.Call call() {
        return new Graph.Call(
                account.id() + "/insights", ENDPOINT, account.id(), parameters(), MetaBuckets.ofInsights(account.id()));
    }

    /** The call that reads what a report run found. */
    Graph.Call resultOf(String run) {
        return new Graph.Call(
                run + "/insights",
                "{report_run_id}/insights",
                account.id(),
                Map.of(),
                MetaBuckets.ofInsights(account.id()));
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("level", level.word());
        parameters.put("time_increment", "1");
        parameters.put("time_range", "{\"since\":\"" + days.first() + "\",\"until\":\"" + days.last() + "\"}");
        List<String> fields = new ArrayList<>(OTHERS);
        fields.add(level.idField());
        fields.addAll(metrics);
        parameters.put("fields", String.join(",", fields));
        if (granularity == Granularity.HOUR) {
            parameters.put("breakdowns", InsightsField.HOUR.shown());
        }
        if (!windows.isEmpty()) {
            parameters.put("action_attribution_windows", list(windows));
        }
        filter.ifPresent(only -> parameters.put("filtering", filtering(only)));
        return parameters;
    }

    /** A question with a filter leaves out what is deleted or archived, unless it asks for every status. */
    private static String filtering(Filter filter) {
        String word = filter.level().word();
        return "[{\"field\":\"" + word + ".id\",\"operator\":\"IN\",\"value\":" + list(filter.ids()) + "},{\"field\":\""
                + word + ".effective_status\",\"operator\":\"IN\",\"value\":"
                + list(filter.level().statuses()) + "}]";
    }

    /** A list of words as JSON. */
    static String list(List<String> words) {
        return words.stream().map(word -> '"' + word + '"').collect(Collectors.joining(",", "[", "]"));
    }

    /** What is asked for, for people. */
    @Override
    public String toString() {
        return account.key() + " " + level.word() + " insights of " + days + " by " + granularity
                + filter.map(only ->
                                " of " + only.ids().size() + " " + only.level().edge())
                        .orElse("");
    }
}
