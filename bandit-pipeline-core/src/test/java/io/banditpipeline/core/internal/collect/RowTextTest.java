package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class RowTextTest {
    private static final Instant NOW = Instant.parse("2026-05-02T07:00:00Z");
    private static final Observation ROW = new Observation(
            new EntityRef(Level.AD, "a\"\\\u0007ş"),
            Interval.ofDay(LocalDate.of(2026, 5, 1), ZoneId.of("Europe/Berlin")),
            NOW,
            Origin.PUSHED,
            Metrics.NONE.with(Metric.CLICKS, 0).with(Metric.REVENUE, -5),
            Currency.getInstance("EUR"),
            new Attribution(Attribution.Basis.CLICK_DATE, "7d"));

    @Test
    void a_row_is_one_line_of_JSON_that_leaves_out_what_was_not_reported() {
        assertThat(RowText.of(ROW))
                .isEqualTo("{\"level\":\"ad\",\"entity\":\"a\\\"\\\\\\u0007ş\",\"granularity\":\"day\","
                        + "\"day\":\"2026-05-01\",\"start\":\"2026-04-30T22:00:00Z\",\"end\":\"2026-05-01T22:00:00Z\","
                        + "\"origin\":\"pushed\",\"clicks\":0,\"revenueMicros\":-5,\"currency\":\"EUR\","
                        + "\"attributionBasis\":\"click_date\",\"attributionSetting\":\"7d\"}");
    }

    @Test
    void the_same_row_fetched_again_has_the_same_text_R1() {
        assertThat(RowText.of(ROW.observedAt(NOW.plusSeconds(99)))).isEqualTo(RowText.of(ROW));
        assertThat(RowText.of(ROW.withMetrics(ROW.metrics().with(Metric.CLICKS, 1))))
                .isNotEqualTo(RowText.of(ROW));
        assertThat(RowText.of(ROW.withMetrics(ROW.metrics().with(Metric.COST, 0))))
                .isNotEqualTo(RowText.of(ROW));
    }
}
