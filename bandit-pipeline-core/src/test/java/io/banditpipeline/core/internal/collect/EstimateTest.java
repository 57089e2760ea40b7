package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EstimateTest {
    @Test
    void the_rest_takes_as_long_for_each_unit_as_what_is_done() {
        assertThat(Estimate.left(12, 40, Duration.ofSeconds(72))).contains(Duration.ofSeconds(168));
        assertThat(Estimate.left(40, 40, Duration.ofSeconds(72))).contains(Duration.ZERO);
    }

    @Test
    void nothing_is_said_before_anything_is_known() {
        assertThat(Estimate.left(0, 40, Duration.ofSeconds(72))).isEmpty();
        assertThat(Estimate.left(3, 40, Duration.ZERO)).isEmpty();
        assertThat(Estimate.left(3, 40, Duration.ofSeconds(-1))).isEmpty();
    }

    @Test
    void a_time_reads_as_a_person_says_it() {
        assertThat(Estimate.text(Duration.ofSeconds(29))).isEqualTo("less than a minute");
        assertThat(Estimate.text(Duration.ofSeconds(30))).isEqualTo("about 1 min");
        assertThat(Estimate.text(Duration.ofSeconds(168))).isEqualTo("about 3 min");
        assertThat(Estimate.text(Duration.ofMinutes(89))).isEqualTo("about 89 min");
        assertThat(Estimate.text(Duration.ofMinutes(90))).isEqualTo("about 2 h");
        assertThat(Estimate.text(Duration.ofHours(47))).isEqualTo("about 47 h");
        assertThat(Estimate.text(Duration.ofHours(71))).isEqualTo("about 3 days");
    }

    @Property
    void less_is_left_the_more_is_done_in_the_same_time(
            @ForAll @IntRange(min = 1, max = 10_000) int done, @ForAll @IntRange(min = 1, max = 100_000) int seconds) {
        Duration elapsed = Duration.ofSeconds(seconds);
        assertThat(Estimate.left(done, 20_000, elapsed).orElseThrow())
                .isGreaterThanOrEqualTo(Estimate.left(done + 1, 20_000, elapsed).orElseThrow());
    }
}
