package io.banditpipeline.testkit.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The manual clock moves only when it is told to. */
class ManualClockTest {
    private final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");

    @Test
    void it_shows_what_it_was_set_to() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T06:00:00Z"));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void it_moves_on_and_not_back() {
        assertThat(clock.advance(Duration.ofHours(2))).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }
}
