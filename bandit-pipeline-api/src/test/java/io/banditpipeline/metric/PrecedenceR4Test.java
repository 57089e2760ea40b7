package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class PrecedenceR4Test {
    private static final Interval DAY = Interval.ofDay(LocalDate.of(2026, 5, 1), ZoneOffset.UTC);

    @Test
    void a_pull_of_a_day_that_is_over_outranks_a_push_and_a_push_a_pull_of_a_day_still_open() {
        assertThat(row(Origin.PULLED, DAY.end()).precedence()).isEqualTo(2);
        assertThat(row(Origin.PUSHED, DAY.end().plusSeconds(9_999)).precedence())
                .isEqualTo(1);
        assertThat(row(Origin.PULLED, DAY.end().minusNanos(1)).precedence()).isZero();
    }

    private static Observation row(Origin origin, Instant observedAt) {
        return new Observation(
                new EntityRef(Level.AD, "1"),
                DAY,
                observedAt,
                origin,
                Metrics.NONE,
                Currency.getInstance("USD"),
                Attribution.UNKNOWN);
    }
}
