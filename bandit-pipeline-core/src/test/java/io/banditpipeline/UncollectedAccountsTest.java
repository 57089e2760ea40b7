package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.RunScope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a check makes of accounts that its run did not collect. */
class UncollectedAccountsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account META = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final Account GOOGLE = new Account("google_ads", "1", ZoneOffset.UTC, USD);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final ScriptedSource meta = source("meta", META, 7);
    private final ScriptedSource google = source("google_ads", GOOGLE, 90);
    private final Map<String, Integer> restated = new ConcurrentHashMap<>();
    private final Pipeline pipeline = Pipeline.builder()
            .storeIn(storage)
            .collectFrom(meta)
            .collectFrom(google)
            .plan(
                    Campaign.of("shop", ZoneOffset.UTC, USD).withDailyBudget(Micros.ofUnits(100)),
                    List.of(
                            Arm.of("on-meta", "shop", META, "social", ONE),
                            Arm.of("on-google", "shop", GOOGLE, "search", ONE)))
            .validateWith(new Watching())
            .retrying(RetryPolicy.none())
            .historyDays(30)
            .clock(clock)
            .build();

    private ScriptedSource source(String id, Account account, int restatementDays) {
        ScriptedSource source = new ScriptedSource(id, clock, account)
                .withProfile(new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY), restatementDays, 31));
        for (LocalDate day = TODAY.minusDays(120); !day.isAfter(TODAY.plusDays(5)); day = day.plusDays(1)) {
            source.put(account, ONE, day, new Metrics(1_000, 20, 10, Micros.ofUnits(40), Micros.ofUnits(90)));
        }
        return source;
    }

    /** Notes how many days of each account it is told may still be restated. */
    private final class Watching implements HistoryValidator {
        @Override
        public String id() {
            return "test.watching";
        }

        @Override
        public void check(AccountHistory history, Findings findings) {
            restated.put(history.account().key(), history.restatementDays());
        }
    }

    @BeforeEach
    void collectAll() {
        pipeline.runDaily();
        assertThat(checks(META)).isEqualTo("2026-06-10T16:00:00Z");
        assertThat(checks(GOOGLE)).isEqualTo("2026-06-10T16:00:00Z");
        restated.clear();
        clock.advance(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
        pipeline.close();
        storage.close();
    }

    @Test
    void an_account_that_a_limited_run_leaves_out_is_restated_as_long_as_its_source_says() {
        pipeline.run(Workflows.DAILY, RunScope.all().platforms("meta"));
        assertThat(restated).isEqualTo(Map.of(META.key(), 7, GOOGLE.key(), 90));
    }

    @Test
    void only_accounts_that_a_run_brought_up_to_date_count_as_checked() {
        pipeline.run(Workflows.DAILY, RunScope.all().platforms("meta"));
        assertThat(checks(META)).isEqualTo("2026-06-10T16:00:00Z 2026-06-11T16:00:00Z");
        assertThat(checks(GOOGLE)).isEqualTo("2026-06-10T16:00:00Z");
        clock.advance(Duration.ofDays(1));
        meta.failNextFetch(0, new SourceException(SourceException.Kind.AUTHENTICATION, "expired", null));
        pipeline.runDaily();
        assertThat(checks(META)).isEqualTo("2026-06-10T16:00:00Z 2026-06-11T16:00:00Z");
        assertThat(checks(GOOGLE)).isEqualTo("2026-06-10T16:00:00Z 2026-06-12T16:00:00Z");
    }

    private String checks(Account account) {
        byte[] kept = Objects.requireNonNull(storage.quality()
                .detectorStates("checks", List.of(account.key()))
                .get(account.key()));
        return new String(kept, StandardCharsets.UTF_8);
    }
}
