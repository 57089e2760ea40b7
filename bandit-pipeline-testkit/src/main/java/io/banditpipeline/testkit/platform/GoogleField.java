package io.banditpipeline.testkit.platform;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields that the simulated Google Ads knows, with the JSON form of their values. */
enum GoogleField {
    CUSTOMER__RESOURCE_NAME(Form.TEXT),
    CUSTOMER__ID(Form.LONG),
    CUSTOMER__DESCRIPTIVE_NAME(Form.TEXT),
    CUSTOMER__CURRENCY_CODE(Form.TEXT),
    CUSTOMER__TIME_ZONE(Form.TEXT),
    CUSTOMER__MANAGER(Form.BOOLEAN),
    CUSTOMER__STATUS(Form.TEXT),
    CUSTOMER_CLIENT__RESOURCE_NAME(Form.TEXT),
    CUSTOMER_CLIENT__CLIENT_CUSTOMER(Form.TEXT),
    CUSTOMER_CLIENT__LEVEL(Form.LONG),
    CUSTOMER_CLIENT__ID(Form.LONG),
    CUSTOMER_CLIENT__MANAGER(Form.BOOLEAN),
    CUSTOMER_CLIENT__HIDDEN(Form.BOOLEAN),
    CUSTOMER_CLIENT__TEST_ACCOUNT(Form.BOOLEAN),
    CUSTOMER_CLIENT__TIME_ZONE(Form.TEXT),
    CUSTOMER_CLIENT__CURRENCY_CODE(Form.TEXT),
    CUSTOMER_CLIENT__DESCRIPTIVE_NAME(Form.TEXT),
    CUSTOMER_CLIENT__STATUS(Form.TEXT),
    CONVERSION_ACTION__RESOURCE_NAME(Form.TEXT),
    CONVERSION_ACTION__ID(Form.LONG),
    CONVERSION_ACTION__NAME(Form.TEXT),
    CONVERSION_ACTION__STATUS(Form.TEXT),
    CONVERSION_ACTION__PRIMARY_FOR_GOAL(Form.BOOLEAN),
    CONVERSION_ACTION__INCLUDE_IN_CONVERSIONS_METRIC(Form.BOOLEAN),
    CONVERSION_ACTION__CLICK_THROUGH_LOOKBACK_WINDOW_DAYS(Form.LONG),
    CONVERSION_ACTION__VIEW_THROUGH_LOOKBACK_WINDOW_DAYS(Form.LONG),
    CAMPAIGN__RESOURCE_NAME(Form.TEXT),
    CAMPAIGN__ID(Form.LONG),
    CAMPAIGN__NAME(Form.TEXT),
    CAMPAIGN__STATUS(Form.TEXT),
    CAMPAIGN__ADVERTISING_CHANNEL_TYPE(Form.TEXT),
    CAMPAIGN__CAMPAIGN_BUDGET(Form.TEXT),
    CAMPAIGN_BUDGET__RESOURCE_NAME(Form.TEXT),
    CAMPAIGN_BUDGET__ID(Form.LONG),
    CAMPAIGN_BUDGET__NAME(Form.TEXT),
    CAMPAIGN_BUDGET__STATUS(Form.TEXT),
    CAMPAIGN_BUDGET__PERIOD(Form.TEXT),
    CAMPAIGN_BUDGET__AMOUNT_MICROS(Form.LONG),
    CAMPAIGN_BUDGET__EXPLICITLY_SHARED(Form.BOOLEAN),
    CAMPAIGN_BUDGET__REFERENCE_COUNT(Form.LONG),
    CURRENCY_CONSTANT__RESOURCE_NAME(Form.TEXT),
    CURRENCY_CONSTANT__CODE(Form.TEXT),
    CURRENCY_CONSTANT__BILLABLE_UNIT_MICROS(Form.LONG),
    AD_GROUP__RESOURCE_NAME(Form.TEXT),
    AD_GROUP__ID(Form.LONG),
    AD_GROUP__NAME(Form.TEXT),
    AD_GROUP__STATUS(Form.TEXT),
    AD_GROUP__CAMPAIGN(Form.TEXT),
    AD_GROUP_AD__RESOURCE_NAME(Form.TEXT),
    AD_GROUP_AD__STATUS(Form.TEXT),
    AD_GROUP_AD__AD_GROUP(Form.TEXT),
    AD_GROUP_AD__AD__RESOURCE_NAME(Form.TEXT),
    AD_GROUP_AD__AD__ID(Form.LONG),
    AD_GROUP_AD__AD__NAME(Form.TEXT),
    SEGMENTS__DATE(Form.TEXT),
    SEGMENTS__HOUR(Form.INT),
    SEGMENTS__DEVICE(Form.TEXT),
    METRICS__IMPRESSIONS(Form.LONG),
    METRICS__CLICKS(Form.LONG),
    METRICS__INTERACTIONS(Form.LONG),
    METRICS__COST_MICROS(Form.LONG),
    METRICS__CONVERSIONS(Form.MICROS),
    METRICS__CONVERSIONS_VALUE(Form.MICROS),
    METRICS__ALL_CONVERSIONS(Form.MICROS),
    METRICS__ALL_CONVERSIONS_VALUE(Form.MICROS);

    /** How a value is written: a 64-bit number as text, a smaller one and a fraction as number. */
    enum Form {
        /** Text, an enum, a date or a resource name. */
        TEXT,
        /** A 64-bit integer: a string in JSON. */
        LONG,
        /** A 32-bit integer: a number in JSON. */
        INT,
        /** A flag. */
        BOOLEAN,
        /** A double in JSON, millionths in here. */
        MICROS
    }

    private static final Map<String, GoogleField> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GoogleField::queryName, Function.identity()));

    private final Form form;

    GoogleField(Form form) {
        this.form = form;
    }

    static boolean knows(String name) {
        return BY_NAME.containsKey(name);
    }

    static GoogleField of(String name) {
        GoogleField field = BY_NAME.get(name);
        if (field == null) {
            throw new IllegalArgumentException("no field " + name);
        }
        return field;
    }

    Form form() {
        return form;
    }

    /** As in queries: {@code ad_group_ad.ad.id}. */
    String queryName() {
        return name().toLowerCase(Locale.ROOT).replace("__", ".");
    }

    /** What comes before the first dot: a resource, {@code metrics} or {@code segments}. */
    String group() {
        return groupOf(queryName());
    }

    static String groupOf(String name) {
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    /** As in answers: {@code adGroupAd.ad.id}. */
    static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter == '_') {
                i++;
                camel.append(Character.toUpperCase(name.charAt(i)));
            } else {
                camel.append(letter);
            }
        }
        return camel.toString();
    }
}
