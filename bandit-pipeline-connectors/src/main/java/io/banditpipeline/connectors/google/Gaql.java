package io.banditpipeline.connectors.google;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import java.util.Currency;
import java.util.List;
import java.util.stream.Collectors;

/** The queries that are asked, in Google's query language. */
final class Gaql {
    /** Types of campaigns whose ads have rows for all that the campaign reports. */
    static final List<String> TYPES_WITH_ADS =
            List.of("SEARCH", "DISPLAY", "SHOPPING", "HOTEL", "VIDEO", "MULTI_CHANNEL", "DEMAND_GEN");

    static final String CAMPAIGNS =
            select("campaign.id, campaign.name, campaign.status, campaign.advertising_channel_type", "campaign");
    static final String AD_GROUPS = select("campaign.id, ad_group.id, ad_group.name, ad_group.status", "ad_group");
    static final String ADS = select(
            "campaign.id, ad_group.id, ad_group_ad.ad.id, ad_group_ad.ad.name, ad_group_ad.status", "ad_group_ad");
    static final String CUSTOMER = select(
            "customer.id, customer.manager, customer.status, customer.time_zone, customer.currency_code", "customer");
    static final String CLIENTS = select(
            "customer_client.id, customer_client.manager, customer_client.status, customer_client.time_zone,"
                    + " customer_client.currency_code",
            "customer_client");
    static final String CONVERSION_ACTIONS = select(
                    "conversion_action.id, conversion_action.status, conversion_action.include_in_conversions_metric,"
                            + " conversion_action.click_through_lookback_window_days,"
                            + " conversion_action.view_through_lookback_window_days",
                    "conversion_action")
            + " WHERE conversion_action.status = 'ENABLED'";

    private static final String BUDGETS = select(
                    "customer.currency_code, campaign.id, campaign.status, campaign_budget.resource_name,"
                            + " campaign_budget.amount_micros, campaign_budget.period,"
                            + " campaign_budget.explicitly_shared, campaign_budget.reference_count",
                    "campaign")
            + " WHERE campaign.id IN (";
    private static final String UNITS =
            select("currency_constant.code, currency_constant.billable_unit_micros", "currency_constant")
                    + " WHERE currency_constant.code = ";

    private static final String METRICS = "metrics.impressions, metrics.clicks, metrics.cost_micros,"
            + " metrics.conversions, metrics.conversions_value";
    private static final String PARAMETERS = " PARAMETERS omit_unselected_resource_names=true";

    private Gaql() {}

    private static String select(String fields, String resource) {
        return "SELECT " + fields + " FROM " + resource;
    }

    /** The budgets of campaigns. */
    static String budgets(List<Long> campaigns) {
        return BUDGETS + campaigns.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    /** What amounts of a currency are whole multiples of. */
    static String unit(Currency currency) {
        return UNITS + "'" + currency.getCurrencyCode() + "'";
    }

    /** A query with the settings that all share. */
    static String whole(String query) {
        return query + PARAMETERS;
    }

    /**
     * The rows of a level. Those of an ad that is in several ad groups come one after the other for each interval.
     *
     * @param campaigns the campaigns that are asked for; all if empty
     */
    static String report(Level level, Granularity granularity, DateRange days, List<Long> campaigns) {
        String ids =
                switch (level) {
                    case CAMPAIGN -> "campaign.id";
                    case AD_GROUP -> "campaign.id, ad_group.id";
                    case AD -> "campaign.id, ad_group_ad.ad.id";
                    case ACCOUNT -> throw new IllegalArgumentException("there are no queries of level " + level);
                };
        String resource =
                switch (level) {
                    case AD_GROUP -> "ad_group";
                    case AD -> "ad_group_ad";
                    default -> "campaign";
                };
        String segments = granularity == Granularity.HOUR ? "segments.date, segments.hour" : "segments.date";
        String chosen = campaigns.isEmpty()
                ? ""
                : campaigns.stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", " AND campaign.id IN (", ")"));
        return select(ids + ", " + segments + ", " + METRICS, resource) + " WHERE segments.date BETWEEN '"
                + days.first() + "' AND '" + days.last() + "'" + chosen
                + (level == Level.AD ? " ORDER BY ad_group_ad.ad.id, " + segments : "");
    }

    /** The rows of campaigns whose ads do not account for all that they report. */
    static String reportOfCampaignsWithoutAds(Granularity granularity, DateRange days, List<Long> campaigns) {
        return report(Level.CAMPAIGN, granularity, days, campaigns)
                + TYPES_WITH_ADS.stream()
                        .collect(Collectors.joining("', '", " AND campaign.advertising_channel_type NOT IN ('", "')"));
    }
}
