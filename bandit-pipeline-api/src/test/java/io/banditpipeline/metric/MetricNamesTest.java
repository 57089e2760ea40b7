package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricNamesTest {
    private static final MetricNames NAMES = MetricNames.ofDefaults();

    @ParameterizedTest
    @CsvSource({
        "google_ads, metrics.cost_micros, COST, MICRO",
        "google_ads, metrics.costMicros, COST, MICRO",
        "google_ads, metrics.impressions, IMPRESSIONS, UNIT",
        "google_ads, metrics.clicks, CLICKS, UNIT",
        "google_ads, metrics.conversions, CONVERSIONS, UNIT",
        "google_ads, metrics.conversionsValue, REVENUE, UNIT",
        "meta, spend, COST, UNIT",
        "meta, impressions, IMPRESSIONS, UNIT",
        "meta, inline_link_clicks, CLICKS, UNIT",
        "meta, clicks, CLICKS, UNIT",
        "meta, actions:omni_purchase, CONVERSIONS, UNIT",
        "meta, action_values:purchase, REVENUE, UNIT",
        "trade_desk, Advertiser Cost (Adv Currency), COST, UNIT",
        "trade_desk, Impressions, IMPRESSIONS, UNIT",
        "trade_desk, clicks, CLICKS, UNIT",
    })
    void a_name_of_a_platform_has_one_meaning_and_unit(String platform, String name, Metric metric, MetricUnit unit) {
        assertThat(NAMES.find(platform, name)).isInstanceOfSatisfying(MetricName.Known.class, known -> {
            assertThat(known.metric()).isEqualTo(metric);
            assertThat(known.unit()).isEqualTo(unit);
        });
    }

    @ParameterizedTest
    @CsvSource({"google_ads, metrics.ctr", "google_ads, metrics.all_conversions", "meta, reach", "meta, purchase_roas"})
    void what_cannot_be_added_up_is_left_out_with_a_reason(String platform, String name) {
        assertThat(NAMES.find(platform, name))
                .isInstanceOfSatisfying(
                        MetricName.Ignored.class,
                        ignored -> assertThat(ignored.reason()).isNotBlank());
    }

    @Test
    void an_unknown_name_is_kept_and_told_with_the_nearest_known_one() {
        assertThat(NAMES.find("google_ads", "metrics.cost_micro"))
                .isEqualTo(new MetricName.Unknown("metrics.cost_micro", Optional.of("metrics.cost_micros")))
                .hasToString("'metrics.cost_micro', the nearest known is 'metrics.cost_micros'");
        assertThat(NAMES.find("trade_desk", "01 - Click Conversion"))
                .isEqualTo(new MetricName.Unknown("01 - Click Conversion", Optional.empty()));
        assertThat(NAMES.find("snap", "spend")).hasToString("'spend'");
    }

    @Test
    void a_host_adds_names_and_changes_meanings_and_the_original_stays() {
        MetricNames mine = NAMES.with("trade_desk", "01 - Click Conversion", Metric.CONVERSIONS, MetricUnit.UNIT)
                .with("snap", "spend", Metric.COST, MetricUnit.MICRO)
                .ignoring("meta", "clicks", "only link clicks count here");
        assertThat(mine.find("trade_desk", "01 - click conversion")).isInstanceOf(MetricName.Known.class);
        assertThat(mine.find("snap", "SPEND")).isInstanceOf(MetricName.Known.class);
        assertThat(mine.find("meta", "clicks")).isInstanceOf(MetricName.Ignored.class);
        assertThat(NAMES.find("meta", "clicks")).isInstanceOf(MetricName.Known.class);
        assertThat(NAMES.find("snap", "spend")).isInstanceOf(MetricName.Unknown.class);
    }

    @Test
    void names_and_ranks_that_mean_nothing_are_refused() {
        assertThatThrownBy(() -> NAMES.with("meta", " ", Metric.COST, MetricUnit.UNIT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NAMES.with("meta", new MetricName.Unknown("x", Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NAMES.with("meta", "likes", Metric.CLICKS, MetricUnit.MINOR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MetricName.Known("x", Metric.COST, MetricUnit.UNIT, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_same_purchase_under_several_actions_counts_once_and_parts_are_added() {
        assertThat(counted("actions:offsite_conversion.fb_pixel_purchase", "actions:omni_purchase"))
                .containsExactly(Map.entry(Metric.CONVERSIONS, List.of("actions:omni_purchase")));
        assertThat(counted("actions:landing_page_view", "actions:purchase", "actions:onsite_conversion.purchase"))
                .containsExactly(Map.entry(Metric.CONVERSIONS, List.of("actions:purchase")));
        assertThat(counted(
                        "actions:app_custom_event.fb_mobile_purchase",
                        "actions:offsite_conversion.fb_pixel_purchase",
                        "actions:offsite_conversion.fb_pixel_purchase"))
                .containsExactly(Map.entry(
                        Metric.CONVERSIONS,
                        List.of(
                                "actions:app_custom_event.fb_mobile_purchase",
                                "actions:offsite_conversion.fb_pixel_purchase")));
    }

    @Test
    void link_clicks_count_before_all_clicks_and_what_is_not_named_is_absent() {
        assertThat(counted("clicks", "inline_link_clicks", "ctr", "likes"))
                .containsExactly(Map.entry(Metric.CLICKS, List.of("inline_link_clicks")));
        assertThat(counted("clicks")).containsExactly(Map.entry(Metric.CLICKS, List.of("clicks")));
        assertThat(counted()).isEmpty();
    }

    private static Map<Metric, List<String>> counted(String... names) {
        Map<Metric, List<String>> counted = new EnumMap<>(Metric.class);
        NAMES.counted("meta", List.of(names))
                .forEach((metric, known) -> counted.put(
                        metric, known.stream().map(MetricName::name).toList()));
        return counted;
    }
}
