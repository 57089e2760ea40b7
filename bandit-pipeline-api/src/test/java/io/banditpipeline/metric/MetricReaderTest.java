package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.banditpipeline.quality.RejectedRow;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricReaderTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final MetricNames NAMES = MetricNames.ofDefaults();

    @Test
    void a_row_is_read_in_the_platforms_units_and_what_it_does_not_say_is_absent_and_not_zero() {
        MetricReader reader = NAMES.reader(
                "google_ads",
                List.of("metrics.clicks", "metrics.costMicros", "metrics.conversions", "metrics.impressions"));

        assertThat(reader.read(
                        Map.of("metrics.clicks", "0", "metrics.costMicros", "10000", "metrics.conversions", "0.333333")
                                ::get,
                        USD))
                .isEqualTo(new MetricReader.Read(new Metrics(Metrics.ABSENT, 0, 333_333, 10_000, Metrics.ABSENT)));
        assertThat(reader.read(name -> "", USD)).isEqualTo(new MetricReader.Read(Metrics.NONE));
    }

    @Test
    void a_column_that_is_empty_in_a_row_is_not_replaced_by_one_that_means_something_else() {
        MetricReader reader = NAMES.reader("meta", List.of("clicks", "inline_link_clicks", "spend"));
        assertThat(reader.read(Map.of("clicks", "9", "spend", "1.50")::get, USD))
                .isEqualTo(new MetricReader.Read(Metrics.NONE.with(Metric.COST, 1_500_000)));
    }

    @Test
    void parts_of_one_metric_are_added_and_two_spellings_of_one_name_are_not() {
        MetricNames names = NAMES.with("trade_desk", "01 - Click Conversion", Metric.CONVERSIONS, MetricUnit.UNIT)
                .with("trade_desk", "01 - View Through Conversion", Metric.CONVERSIONS, MetricUnit.UNIT);
        Map<String, String> row = Map.of(
                "01 - Click Conversion", "1", "01 - View Through Conversion", "3", "Clicks", "12", "clicks", "12");
        assertThat(names.reader("trade_desk", List.copyOf(row.keySet())).read(row::get, USD))
                .isEqualTo(new MetricReader.Read(
                        Metrics.NONE.with(Metric.CONVERSIONS, 4_000_000).with(Metric.CLICKS, 12)));
    }

    @Test
    void names_that_nobody_has_explained_are_told_once_and_ignored_ones_are_not() {
        MetricReader reader =
                NAMES.reader("google_ads", List.of("metrics.click", "metrics.ctr", "metrics.click", "segments.date"));
        assertThat(reader.unknown())
                .extracting(MetricName.Unknown::toString)
                .containsExactly("'metrics.click', the nearest known is 'metrics.clicks'", "'segments.date'");
        assertThat(reader.columns()).isEmpty();
    }

    @Test
    void a_row_with_something_that_does_not_fit_is_unreadable_with_every_reason_R8() {
        MetricReader reader = NAMES.reader("meta", List.of("spend", "impressions", "inline_link_clicks"));
        Map<String, String> row = new HashMap<>();
        row.put("spend", "1,50");
        row.put("impressions", "0.5");
        row.put("inline_link_clicks", "3");

        assertThat(reader.read(row::get, USD)).isInstanceOfSatisfying(MetricReader.Unreadable.class, unreadable -> {
            assertThat(unreadable.reasons())
                    .extracting(RejectedRow.Reason::rule, RejectedRow.Reason::field, RejectedRow.Reason::value)
                    .containsExactlyInAnyOrder(
                            tuple("metric.not_a_number", "spend", "1,50"),
                            tuple("metric.fraction", "impressions", "0.5"));
        });
    }

    @Test
    void parts_whose_sum_a_long_cannot_hold_make_the_row_unreadable_R9() {
        MetricReader reader = MetricNames.none()
                .with("x", "a", Metric.COST, MetricUnit.MICRO)
                .with("x", "b", Metric.COST, MetricUnit.MICRO)
                .reader("x", List.of("a", "b"));
        assertThat(reader.read(name -> "9223372036854775807", USD))
                .isInstanceOfSatisfying(MetricReader.Unreadable.class, unreadable -> assertThat(
                                unreadable.reasons().get(0).rule())
                        .isEqualTo("metric.overflow"));
    }
}
