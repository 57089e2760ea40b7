package io.banditpipeline.core.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentDaysTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Kolkata");
    private static final Currency INR = Currency.getInstance("INR");
    private static final Account ACCOUNT = new Account("meta", "act", ZONE, INR);
    private static final Account OTHER = new Account("google_ads", "g", ZONE, INR);
    private static final Campaign CAMPAIGN = Campaign.of("c", ZONE, INR);
    private static final LocalDate LAST = LocalDate.of(2026, 5, 31);
    private static final Instant NOW = Instant.parse("2026-06-01T07:00:00Z");

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Arm one = Arm.of("one", "c", ACCOUNT, "meta", new EntityRef(Level.CAMPAIGN, "1"));
    private final Arm two = Arm.of("two", "c", ACCOUNT, "meta", new EntityRef(Level.CAMPAIGN, "2"));
    private final Arm three = Arm.of("three", "c", OTHER, "google", new EntityRef(Level.CAMPAIGN, "3"));

    @BeforeEach
    void save() {
        storage.catalog().save(List.of(CAMPAIGN), List.of(one, two, three));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void the_last_sixty_days_of_each_arm_are_known_and_older_ones_are_not() {
        store(one, LAST, 10);
        store(one, LAST.minusDays(RecentDays.DAYS - 1L), 11);
        store(one, LAST.minusDays(RecentDays.DAYS), 12);
        RecentDays recent = read(RecentDays.none());

        assertThat(recent.on("one", LAST).clicks()).isEqualTo(10);
        assertThat(recent.on("one", LAST.minusDays(RecentDays.DAYS - 1L)).clicks())
                .isEqualTo(11);
        assertThat(recent.on("one", LAST.minusDays(RecentDays.DAYS))).isEqualTo(Metrics.NONE);
        assertThat(recent.on("one", LAST.minusDays(1))).isEqualTo(Metrics.NONE);
        assertThat(recent.on("nobody", LAST)).isEqualTo(Metrics.NONE);
        assertThat(recent.of(ACCOUNT)).containsOnlyKeys("one");
        assertThat(recent.knows(ACCOUNT)).isTrue();
        assertThat(recent.knows(OTHER)).isFalse();
    }

    @Test
    void what_a_run_restated_stands_beside_what_was_known_before_it() {
        store(one, LAST.minusDays(1), 10);
        RecentDays before = read(RecentDays.none());
        store(one, LAST.minusDays(1), 15);
        store(one, LAST, 20);
        store(two, LAST, 1);
        List<ArmHistory> since = read(before).since(before, ACCOUNT);

        assertThat(since).extracting(history -> history.arm().id()).containsExactly("one", "two");
        ArmHistory history = since.get(0);
        assertThat(history.on(LAST.minusDays(1)).clicks()).isEqualTo(15);
        assertThat(history.before(LAST.minusDays(1)).clicks()).isEqualTo(10);
        assertThat(history.before(LAST)).isEqualTo(Metrics.NONE);
    }

    @Test
    void on_the_first_collection_of_an_account_nothing_was_known_before() {
        RecentDays before = read(RecentDays.none());
        store(one, LAST, 20);

        assertThat(read(before).since(before, ACCOUNT).get(0).before()).isEmpty();
    }

    private RecentDays read(RecentDays like) {
        return RecentDays.read(
                storage.metrics(),
                List.of(CAMPAIGN),
                List.of(one, two, three),
                Map.of(ACCOUNT.key(), LAST, OTHER.key(), LAST),
                Instant.MAX,
                like);
    }

    private void store(Arm arm, LocalDate day, long clicks) {
        storage.metrics()
                .append(
                        arm.account(),
                        List.of(Observation.pulled(
                                arm.entities().get(0),
                                Interval.ofDay(day, ZONE),
                                NOW.plusSeconds(clicks),
                                Metrics.NONE.with(Metric.CLICKS, clicks),
                                INR)));
    }
}
