package io.banditpipeline.core.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.score.FirstKnown;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstKnownReaderTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Account META = new Account("meta", "1", ZONE, EUR);
    private static final Account GOOGLE = new Account("google_ads", "2", ZONE, EUR);
    /** 23 hours long. */
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 29);

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Arm one = Arm.of("one", "spring", META, "social", new EntityRef(Level.CAMPAIGN, "1"));
    private final Arm two = Arm.of("two", "autumn", GOOGLE, "search", new EntityRef(Level.CAMPAIGN, "2"));

    @Test
    void what_was_known_a_day_after_a_days_end_is_read_whatever_came_later_R3() {
        storage.catalog()
                .save(List.of(Campaign.of("spring", ZONE, EUR), Campaign.of("autumn", ZONE, EUR)), List.of(one, two));
        observe(one, FIRST, 1, 10);
        observe(one, FIRST, 24, 11);
        observe(one, FIRST, 25, 12);
        observe(two, FIRST, 2, 7);
        observe(one, FIRST.plusDays(1), 25, 20);
        observe(one, FIRST.plusDays(3), 1, 40);
        Instant now = end(FIRST.plusDays(3)).plus(Duration.ofHours(2));

        Map<String, FirstKnown> known = new FirstKnownReader(storage.metrics())
                .read(
                        List.of(history(META, one, now), history(GOOGLE, two, now)),
                        new DateRange(FIRST, FIRST.plusDays(3)));
        ArmHistory days = known.get("meta/1").arms().get("one");
        assertThat(days.on(FIRST).clicks()).as("the second of three").isEqualTo(11);
        assertThat(days.on(FIRST.plusDays(1))).as("late").isEqualTo(Metrics.NONE);
        assertThat(days.on(FIRST.plusDays(2))).as("never").isEqualTo(Metrics.NONE);
        assertThat(days.on(FIRST.plusDays(3))).as("may still come").isEqualTo(Metrics.NONE);
        assertThat(known.get("google_ads/2").arms().get("two").on(FIRST).clicks())
                .isEqualTo(7);
    }

    private void observe(Arm arm, LocalDate day, int hoursAfter, long clicks) {
        storage.metrics()
                .append(
                        arm.account(),
                        List.of(Observation.pulled(
                                arm.entities().get(0),
                                Interval.ofDay(day, ZONE),
                                end(day).plus(Duration.ofHours(hoursAfter)),
                                Metrics.NONE.with(Metric.CLICKS, clicks),
                                EUR)));
    }

    private static AccountHistory history(Account account, Arm arm, Instant now) {
        return new AccountHistory(
                account,
                now,
                FIRST.plusDays(3),
                now,
                28,
                List.of(new ArmHistory(arm, FIRST, Collections.nCopies(4, Metrics.NONE), List.of())));
    }

    private static Instant end(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZONE).toInstant();
    }
}
