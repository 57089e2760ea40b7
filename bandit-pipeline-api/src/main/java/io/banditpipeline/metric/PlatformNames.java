package io.banditpipeline.metric;

import java.util.List;
import java.util.stream.Stream;

/** The names of the platforms that are known from the start. */
final class PlatformNames {
    private static final String RATIO = "a ratio: it is computed from sums where it is needed";
    private static final String NOT_ADDITIVE = "it cannot be added up over days or ads";
    private static final String ANOTHER_COUNT = "another way to count conversions: added to the first, they count twice";
    private static final String ANOTHER_COST = "not what the advertiser is charged";

    private PlatformNames() {}

    static List<MetricName> googleAds() {
        return all(List.of(
                Stream.of(
                        known("metrics.cost_micros", Metric.COST, MetricUnit.MICRO, 0),
                        known("metrics.impressions", Metric.IMPRESSIONS, MetricUnit.UNIT, 0),
                        known("metrics.clicks", Metric.CLICKS, MetricUnit.UNIT, 0),
                        known("metrics.conversions", Metric.CONVERSIONS, MetricUnit.UNIT, 0),
                        known("metrics.conversions_value", Metric.REVENUE, MetricUnit.UNIT, 0)),
                ignored(
                        RATIO,
                        "metrics.ctr",
                        "metrics.average_cpc",
                        "metrics.average_cpm",
                        "metrics.average_cost",
                        "metrics.cost_per_conversion",
                        "metrics.conversions_from_interactions_rate",
                        "metrics.value_per_conversion"),
                ignored(
                        ANOTHER_COUNT,
                        "metrics.all_conversions",
                        "metrics.all_conversions_value",
                        "metrics.conversions_by_conversion_date",
                        "metrics.conversions_value_by_conversion_date",
                        "metrics.view_through_conversions")));
    }

    /** The same purchase comes under several actions: the widest that is there counts. */
    static List<MetricName> meta() {
        return all(List.of(
                Stream.of(
                        known("spend", Metric.COST, MetricUnit.UNIT, 0),
                        known("impressions", Metric.IMPRESSIONS, MetricUnit.UNIT, 0),
                        known("inline_link_clicks", Metric.CLICKS, MetricUnit.UNIT, 0),
                        known("clicks", Metric.CLICKS, MetricUnit.UNIT, 1)),
                purchases("actions:", Metric.CONVERSIONS),
                purchases("action_values:", Metric.REVENUE),
                ignored(
                        RATIO,
                        "ctr",
                        "inline_link_click_ctr",
                        "cpc",
                        "cpm",
                        "cpp",
                        "purchase_roas",
                        "cost_per_inline_link_click",
                        "cost_per_action_type"),
                ignored(NOT_ADDITIVE, "reach", "frequency", "unique_clicks")));
    }

    static List<MetricName> tradeDesk() {
        return all(List.of(
                Stream.of(
                        known("Advertiser Cost (Adv Currency)", Metric.COST, MetricUnit.UNIT, 0),
                        known("Impressions", Metric.IMPRESSIONS, MetricUnit.UNIT, 0),
                        known("Clicks", Metric.CLICKS, MetricUnit.UNIT, 0)),
                Stream.of(known("advertiser_cost_adv_currency", Metric.COST, MetricUnit.UNIT, 1)),
                ignored(
                        ANOTHER_COST,
                        "Advertiser Cost (USD)",
                        "TTD Cost (Adv Currency)",
                        "TTD Cost (USD)",
                        "Media Cost (Adv Currency)",
                        "Partner Cost (Adv Currency)")));
    }

    private static Stream<MetricName> purchases(String prefix, Metric metric) {
        return Stream.of(
                known(prefix + "omni_purchase", metric, MetricUnit.UNIT, 0),
                known(prefix + "purchase", metric, MetricUnit.UNIT, 1),
                known(prefix + "offsite_conversion.fb_pixel_purchase", metric, MetricUnit.UNIT, 2),
                known(prefix + "app_custom_event.fb_mobile_purchase", metric, MetricUnit.UNIT, 2),
                known(prefix + "onsite_conversion.purchase", metric, MetricUnit.UNIT, 2));
    }

    private static MetricName known(String name, Metric metric, MetricUnit unit, int rank) {
        return new MetricName.Known(name, metric, unit, rank);
    }

    private static Stream<MetricName> ignored(String reason, String... names) {
        return Stream.of(names).map(name -> new MetricName.Ignored(name, reason));
    }

    private static List<MetricName> all(List<Stream<MetricName>> parts) {
        return parts.stream().flatMap(part -> part).toList();
    }
}
