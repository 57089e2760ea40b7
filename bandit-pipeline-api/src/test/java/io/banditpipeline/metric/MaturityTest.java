package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class MaturityTest {
    private static final Interval DAY = Interval.ofDay(LocalDate.of(2026, 3, 8), ZoneId.of("America/New_York"));

    @Test
    void a_row_is_as_old_as_its_interval_was_when_it_was_said_R3() {
        assertThat(at("2026-03-09T04:00:00Z").age()).isZero();
        assertThat(at("2026-03-09T10:00:00Z").age()).isEqualTo(Duration.ofHours(6));
        assertThat(at("2026-03-08T10:00:00Z").age()).isNegative();
    }

    @Test
    void a_row_is_mature_once_nothing_of_it_is_restated_any_more() {
        assertThat(at("2026-04-06T03:59:59Z").isMature(28)).isFalse();
        assertThat(at("2026-04-06T04:00:00Z").isMature(28)).isTrue();
        assertThat(at("2026-03-08T10:00:00Z").isMature(0)).isFalse();
    }

    private static Observation at(String observedAt) {
        return Observation.pulled(
                new EntityRef(Level.CAMPAIGN, "1"),
                DAY,
                Instant.parse(observedAt),
                Metrics.NONE,
                Currency.getInstance("USD"));
    }
}
