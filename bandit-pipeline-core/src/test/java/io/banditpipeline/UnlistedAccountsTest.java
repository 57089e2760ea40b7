package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.money.Micros;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two sources that list one account, of which the first at times cannot list any. */
class UnlistedAccountsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final ScriptedSource owner = new ScriptedSource("owner", clock, ACCOUNT);
    private final ScriptedSource copy = new ScriptedSource("copy", clock, ACCOUNT);
    private boolean listsNothing;

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void a_source_does_not_bury_the_rows_of_one_that_could_not_list_its_accounts_R2() {
        for (LocalDate day = TODAY.minusDays(30); !day.isAfter(TODAY); day = day.plusDays(1)) {
            owner.put(ACCOUNT, ONE, day, new Metrics(1_000, 20, 10, Micros.ofUnits(40), Micros.ofUnits(90)));
        }
        try (Pipeline pipeline = Pipeline.builder()
                .storeIn(storage)
                .collectFrom(new Listing(owner))
                .collectFrom(copy)
                .plan(
                        Campaign.of("shop", ZoneOffset.UTC, USD).withDailyBudget(Micros.ofUnits(100)),
                        List.of(Arm.of("arm", "shop", ACCOUNT, "social", ONE)))
                .retrying(RetryPolicy.none())
                .historyDays(20)
                .clock(clock)
                .build()) {
            pipeline.runDaily();
            Map<LocalDate, Metrics> before = facts();
            assertThat(before).hasSize(20);
            clock.advance(Duration.ofDays(1));
            listsNothing = true;
            RunReport report = pipeline.runDaily();
            assertThat(facts()).isEqualTo(before);
            assertThat(report.steps().stream()
                            .filter(step -> step.name().equals("collect copy"))
                            .map(StepReport::messages))
                    .singleElement()
                    .asString()
                    .contains("source 'owner' delivered account meta/act_1 at level CAMPAIGN");
            listsNothing = false;
            pipeline.runDaily();
            assertThat(facts()).containsAllEntriesOf(before).containsKey(TODAY);
        }
    }

    private Map<LocalDate, Metrics> facts() {
        Map<LocalDate, Metrics> facts = new TreeMap<>();
        storage.metrics()
                .dailyFacts(new FactQuery("shop", new DateRange(TODAY.minusDays(60), TODAY), Instant.MAX))
                .forEach(fact -> facts.put(fact.day(), fact.metrics()));
        return facts;
    }

    /** Cannot list its accounts while a test says so. */
    private final class Listing implements MetricsSource {
        private final MetricsSource source;

        Listing(MetricsSource source) {
            this.source = source;
        }

        @Override
        public String id() {
            return source.id();
        }

        @Override
        public List<Account> accounts() {
            if (listsNothing) {
                throw new SourceException(SourceException.Kind.AUTHENTICATION, "the token has expired", null);
            }
            return source.accounts();
        }

        @Override
        public SourceProfile profile() {
            return source.profile();
        }

        @Override
        public void fetch(Slice slice, ObservationSink sink) {
            source.fetch(slice, sink);
        }
    }
}
