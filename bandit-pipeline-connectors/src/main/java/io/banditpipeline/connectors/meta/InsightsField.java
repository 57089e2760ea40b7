package io.banditpipeline.connectors.meta;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A field of insights. */
enum InsightsField {
    IMPRESSIONS("impressions"),
    CLICKS("inline_link_clicks"),
    SPEND("spend"),
    /** The id of the row's object, whatever its level. */
    ID("id"),
    DATE_START("date_start"),
    DATE_STOP("date_stop"),
    HOUR("hourly_stats_aggregated_by_advertiser_time_zone"),
    CURRENCY("account_currency"),
    ATTRIBUTION("attribution_setting"),
    ACTIONS("actions"),
    ACTION_VALUES("action_values"),
    /** One that is passed over. */
    OTHER("");

    /** How many quantities there are; they come first. */
    static final int QUANTITIES = 3;

    private static final Map<String, InsightsField> BY_NAME = Stream.of(values())
            .filter(field -> field != ID && field != OTHER)
            .collect(Collectors.toUnmodifiableMap(field -> field.name, field -> field));

    private final String name;

    InsightsField(String name) {
        this.name = name;
    }

    /** Its name as Meta writes it. */
    String shown() {
        return name;
    }

    /** Whether its values hardly ever come again. */
    boolean isQuantity() {
        return ordinal() < QUANTITIES;
    }

    /** All but the id, whose name hangs on the level. */
    static Map<String, InsightsField> byName() {
        return BY_NAME;
    }
}
