package io.banditpipeline.core.internal.clean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.CleaningCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CleaningLogTest {
    private static final Instant NOW = Instant.parse("2026-01-10T09:00:00Z");

    private final CleaningLog log = new CleaningLog();

    @Test
    void every_change_is_counted_and_a_few_examples_are_worded_R15() {
        AtomicInteger worded = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            int row = i;
            log.note(Cleaning.UNKNOWN_METRIC, () -> {
                worded.incrementAndGet();
                return "name" + row;
            });
        }
        assertThat(log.counts().times(Cleaning.UNKNOWN_METRIC)).isEqualTo(1_000);
        assertThat(worded).hasValue(CleaningCounts.MAX_EXAMPLES);
        assertThat(log.counts().lines())
                .containsExactly("1000 quantities have names that nobody has explained; they are left out, such as"
                        + " name0; name1; name2; name3; name4");
    }

    @Test
    void a_row_from_the_future_is_observed_now_and_that_is_told_R3() {
        Observation late = row(NOW.plusMillis(1));

        Observation kept = log.notAfter(late, NOW);

        assertThat(kept.observedAt()).isEqualTo(NOW);
        assertThat(kept.metrics()).isEqualTo(late.metrics());
        assertThat(kept.entity()).isEqualTo(late.entity());
        assertThat(log.counts().lines())
                .containsExactly("1 rows were observed in the future by their own clock; the time of the fetch is"
                        + " kept, such as 7 on 2026-01-09 at 2026-01-10T09:00:00.001Z");
    }

    @Test
    void a_row_that_needs_no_change_stays_the_same_object_and_is_not_told() {
        Observation row = row(NOW);
        assertThat(log.notAfter(row, NOW)).isSameAs(row);
        log.note(Cleaning.DUPLICATE, 0, "");
        assertThat(log.counts()).isEqualTo(CleaningCounts.NONE);
    }

    @Test
    void logs_of_parts_add_up() {
        CleaningLog other = new CleaningLog();
        log.note(Cleaning.DUPLICATE, 2, "a");
        other.note(Cleaning.DUPLICATE, 3, "b");
        assertThat(log.counts().plus(other.counts()).times(Cleaning.DUPLICATE)).isEqualTo(5);
        assertThatThrownBy(() -> log.note(Cleaning.DUPLICATE, -1, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Observation row(Instant observedAt) {
        return Observation.pulled(
                new EntityRef(Level.CAMPAIGN, "7"),
                Interval.ofDay(LocalDate.of(2026, 1, 9), ZoneOffset.UTC),
                observedAt,
                new Metrics(1, 1, 1, 1, 1),
                Currency.getInstance("EUR"));
    }
}
