package io.banditpipeline.testkit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Noise of rates and weekdays are as strong as they are said to be, and none where none is asked for. */
class MarketNoiseTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 2, 3);
    private static final int WEEKS = 40;
    private static final ManualClock LATER = ManualClock.at("2026-03-01T00:00:00Z");

    @Test
    void the_preset_market_has_had_the_same_rows_since_it_was_made() {
        long hash = 1;
        SyntheticMarket market = SyntheticMarket.ofSeed(42);
        for (String platform : market.platforms()) {
            for (Granularity granularity : Granularity.values()) {
                for (Observation row : rows(market.source(platform, LATER), granularity, 9)) {
                    Metrics metrics = row.metrics();
                    hash = 31 * hash + metrics.impressions();
                    hash = 31 * hash + metrics.clicks();
                    hash = 31 * hash + metrics.conversionMicros();
                    hash = 31 * hash + metrics.costMicros();
                    hash = 31 * hash + metrics.revenueMicros();
                }
            }
        }
        assertThat(hash).isEqualTo(-5474660021457944755L);
    }

    @Test
    void rates_vary_from_day_to_day_as_much_as_was_asked_for() {
        SyntheticMarket calm = SyntheticMarket.builder().seed(5).build();
        SyntheticMarket noisy = SyntheticMarket.builder().seed(5).rateNoise(0.1).build();
        for (String platform : calm.platforms()) {
            List<Observation> before = rows(calm.source(platform, LATER), Granularity.DAY, 7 * WEEKS);
            List<Observation> after = rows(noisy.source(platform, LATER), Granularity.DAY, 7 * WEEKS);
            assertThat(deviation(before, after, Rate.COST_PER_IMPRESSION)).isCloseTo(0.1, within(0.015));
            assertThat(deviation(before, after, Rate.CLICKS_PER_IMPRESSION)).isCloseTo(0.1, within(0.015));
            assertThat(after)
                    .extracting(row -> row.metrics().costMicros())
                    .containsExactlyElementsOf(before.stream()
                            .map(row -> row.metrics().costMicros())
                            .toList());
        }
    }

    @Test
    void more_is_spent_on_good_weekdays_than_on_bad_ones_and_no_more_in_all() {
        SyntheticMarket even = SyntheticMarket.builder().seed(5).build();
        SyntheticMarket swinging =
                SyntheticMarket.builder().seed(5).weekdaySwing(0.4).build();
        double sumBefore = 0;
        double sumAfter = 0;
        for (DateRange day : new DateRange(FIRST, FIRST.plusDays(7 * WEEKS - 1)).split(1)) {
            LocalDate date = day.first();
            double before = even.trueSpend("trade_desk_tv", date);
            double after = swinging.trueSpend("trade_desk_tv", date);
            sumBefore += before;
            sumAfter += after;
            if (before > 0 && date.getDayOfWeek() == DayOfWeek.TUESDAY) {
                assertThat(after / before).isCloseTo(1.4, within(1e-9));
            }
            if (before > 0 && date.getDayOfWeek() == DayOfWeek.SATURDAY) {
                assertThat(after / before).isCloseTo(0.6, within(1e-9));
            }
        }
        assertThat(sumAfter / sumBefore).isCloseTo(1, within(0.01));
    }

    @Test
    void noise_out_of_range_is_refused() {
        assertThatThrownBy(() -> SyntheticMarket.builder()
                        .rateNoise(-0.1)
                        .weekdaySwing(1)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("rateNoise must be at least 0")
                .hasMessageContaining("weekdaySwing must be at least 0 and below 1");
    }

    private enum Rate {
        COST_PER_IMPRESSION,
        CLICKS_PER_IMPRESSION;

        double of(Metrics metrics) {
            double numerator = this == COST_PER_IMPRESSION ? metrics.costMicros() : metrics.clicks();
            return numerator / metrics.impressions();
        }
    }

    private static double deviation(List<Observation> before, List<Observation> after, Rate rate) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            ratios.add(Math.log(
                    rate.of(after.get(i).metrics()) / rate.of(before.get(i).metrics())));
        }
        double mean = ratios.stream().mapToDouble(x -> x).average().orElseThrow();
        return Math.sqrt(ratios.stream()
                .mapToDouble(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow());
    }

    private static List<Observation> rows(MetricsSource source, Granularity granularity, int days) {
        List<Observation> rows = new ArrayList<>();
        source.accounts()
                .forEach(account -> rows.addAll(RecordingSink.fetch(
                                source,
                                new Slice(
                                        source.id(),
                                        account,
                                        source.profile().level(),
                                        granularity,
                                        new DateRange(FIRST, FIRST.plusDays(days - 1L))))
                        .rows()));
        return rows;
    }
}
