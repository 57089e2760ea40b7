package io.banditpipeline.connectors.meta;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A field of insights that is read as a text. */
enum InsightsField {
    /** The id of the row's object, whatever its level. */
    ID("id"),
    DATE_START("date_start"),
    DATE_STOP("date_stop"),
    HOUR("hourly_stats_aggregated_by_advertiser_time_zone"),
    IMPRESSIONS("impressions"),
    CLICKS("inline_link_clicks"),
    SPEND("spend"),
    CURRENCY("account_currency"),
    ATTRIBUTION("attribution_setting");

    private static final Map<String, InsightsField> BY_NAME = Stream.of(values())
            .filter(field -> field != ID)
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
        return this == IMPRESSIONS || this == CLICKS || this == SPEND;
    }

    static Map<String, InsightsField> byName() {
        return BY_NAME;
    }
}
