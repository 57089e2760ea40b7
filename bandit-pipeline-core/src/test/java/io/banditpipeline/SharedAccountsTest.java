package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.money.Micros;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two sources that deliver different levels of one account, and list no more of it than they deliver. */
class SharedAccountsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final Entity CAMPAIGN =
            new Entity(new EntityRef(Level.CAMPAIGN, "1"), "one", null, Entity.Status.ACTIVE);
    private static final Entity AD =
            new Entity(new EntityRef(Level.AD, "11"), "an ad", CAMPAIGN.ref(), Entity.Status.ACTIVE);

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private boolean fails;

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void a_source_that_lists_campaigns_does_not_bury_the_ads_that_another_lists() {
        Lister ads = new Lister("ads", Level.AD, List.of(CAMPAIGN, AD));
        Lister campaigns = new Lister("campaigns", Level.CAMPAIGN, List.of(CAMPAIGN));
        for (List<Lister> order : List.of(List.of(ads, campaigns), List.of(campaigns, ads))) {
            try (Pipeline pipeline = pipeline(order)) {
                pipeline.runDaily();
                assertThat(armsWithEntities()).containsExactly("meta/act_1/1", "meta/act_1/11");
                clock.advance(Duration.ofDays(1));
                fails = true;
                pipeline.runDaily();
                assertThat(armsWithEntities())
                        .as("nobody could tell whether it is there")
                        .containsExactly("meta/act_1/1", "meta/act_1/11");
                fails = false;
            }
        }
    }

    private Pipeline pipeline(List<Lister> sources) {
        return Pipeline.builder()
                .storeIn(storage)
                .collectFrom(sources.get(0))
                .collectFrom(sources.get(1))
                .plan(Campaign.of("shop", ZoneOffset.UTC, USD).withDailyBudget(Micros.ofUnits(100)))
                .discoverArms(ArmRule.onePerEntity("shop", "social"))
                .retrying(RetryPolicy.none())
                .historyDays(5)
                .clock(clock)
                .build();
    }

    private List<String> armsWithEntities() {
        return storage.catalog().arms("shop").stream()
                .filter(arm -> !arm.entities().isEmpty())
                .map(Arm::id)
                .sorted()
                .toList();
    }

    private final class Lister implements MetricsSource {
        private final String id;
        private final Level level;
        private final List<Entity> entities;

        Lister(String id, Level level, List<Entity> entities) {
            this.id = id;
            this.level = level;
            this.entities = entities;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public List<Account> accounts() {
            return List.of(ACCOUNT);
        }

        @Override
        public SourceProfile profile() {
            return new SourceProfile(level, Set.of(Granularity.DAY), 3, 30);
        }

        @Override
        public List<Entity> entities(Account account) {
            if (fails && level == Level.AD) {
                throw new SourceException(SourceException.Kind.TRANSIENT, "not now", null);
            }
            return entities;
        }

        @Override
        public void fetch(Slice slice, ObservationSink sink) {}
    }
}
