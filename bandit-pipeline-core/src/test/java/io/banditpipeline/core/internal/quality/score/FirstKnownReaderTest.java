package io.banditpipeline.core.internal.quality.score;

import static io.banditpipeline.core.internal.quality.score.History.FIRST;
import static io.banditpipeline.core.internal.quality.score.History.META;
import static io.banditpipeline.core.internal.quality.score.History.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstKnownReaderTest {
    private static final DateRange DAYS = new DateRange(FIRST, FIRST.plusDays(3));

    private final InMemoryStorage storage = new InMemoryStorage();
    private final EntityRef entity = new EntityRef(Level.CAMPAIGN, "1");
    private final Arm arm = Arm.of("a", "spring", META, "social", entity);

    @Test
    void what_was_known_so_long_after_a_days_end_is_read_whatever_came_later_R3() {
        storage.catalog().save(List.of(Campaign.of("spring", META.zone(), META.currency())), List.of(arm));
        observe(FIRST, 1, 10);
        observe(FIRST, 12, 11);
        observe(FIRST, 13, 12);
        observe(FIRST.plusDays(1), 13, 20);
        observe(FIRST.plusDays(3), 1, 40);
        FirstKnownReader reader = new FirstKnownReader(storage.metrics(), Duration.ofHours(12));

        FirstKnown known =
                reader.read(List.of(arm), DAYS, null, end(FIRST.plusDays(3)).plusSeconds(7_200));
        assertThat(known.of("a", FIRST)).as("the second of three").isEqualTo(numbers(11));
        assertThat(known.of("a", FIRST.plusDays(1))).as("late").isEqualTo(Metrics.NONE);
        assertThat(known.of("a", FIRST.plusDays(2))).as("never").isEqualTo(Metrics.NONE);
        assertThat(known.of("a", FIRST.plusDays(3))).as("may still come").isEqualTo(Metrics.NONE);
    }

    @Test
    void without_arms_there_is_nothing_to_read() {
        FirstKnownReader reader = new FirstKnownReader(storage.metrics(), FirstKnown.ALLOWED);
        assertThat(reader.read(List.of(), DAYS, null, Instant.EPOCH).arms()).isEmpty();
    }

    private void observe(LocalDate day, int hoursAfter, long clicks) {
        Observation row = Observation.pulled(
                entity,
                Interval.ofDay(day, META.zone()),
                end(day).plus(Duration.ofHours(hoursAfter)),
                numbers(clicks),
                META.currency());
        storage.metrics().append(META, List.of(row));
    }

    private static Metrics numbers(long clicks) {
        return metrics(1_000, clicks, 1, 5);
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(META.zone()).toInstant();
    }
}
