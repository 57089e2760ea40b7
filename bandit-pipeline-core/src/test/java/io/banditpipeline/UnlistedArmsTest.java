package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.AccountListing.FailedAccount;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.money.Micros;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.RecordingBudgetSink;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Arms made by a rule, where a platform could not say what it has: its share must not go to the others. */
class UnlistedArmsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account META = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final Account DESK = new Account("trade_desk", "adv", ZoneOffset.UTC, USD);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Listing meta = new Listing(META);
    private final Listing desk = new Listing(DESK);
    private final RecordingBudgetSink first = new RecordingBudgetSink();
    private final RecordingBudgetSink second = new RecordingBudgetSink();
    private final Pipeline pipeline = Pipeline.builder()
            .storeIn(storage)
            .collectFrom(meta)
            .collectFrom(desk)
            .plan(Campaign.of("shop", ZoneOffset.UTC, USD).withDailyBudget(Micros.ofUnits(100)))
            .discoverArms(ArmRule.onePerEntity("shop", "ads"))
            .publishTo(first)
            .publishTo(second)
            .retrying(RetryPolicy.none())
            .historyDays(20)
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        pipeline.close();
        storage.close();
    }

    @Test
    void nothing_is_decided_while_a_source_never_said_which_accounts_it_has_R10() {
        desk.accountsFail = true;
        Allocation held = plan();
        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.reason()).contains("the accounts of source 'trade_desk' could not be listed");
        assertThat(first.calls()).isZero();

        desk.accountsFail = false;
        clock.advance(Duration.ofHours(1));
        assertThat(plan().state()).isEqualTo(Allocation.State.DECIDED);
    }

    @Test
    void nothing_is_decided_while_an_account_never_said_which_entities_it_has_R10() {
        desk.entitiesFail = true;
        Allocation held = plan();
        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.reason()).contains("the entities of account trade_desk/adv could not be listed");

        desk.entitiesFail = false;
        clock.advance(Duration.ofHours(1));
        assertThat(plan().arms()).hasSize(2);

        desk.entitiesFail = true;
        clock.advance(Duration.ofHours(1));
        assertThat(plan().state()).as("its arms are known").isEqualTo(Allocation.State.DECIDED);
    }

    @Test
    void nothing_is_decided_while_an_account_that_fails_by_itself_was_never_read_R10() {
        desk.accountFails = true;
        Allocation held = plan();
        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.reason()).contains("the entities of account trade_desk/adv could not be listed");

        desk.accountFails = false;
        clock.advance(Duration.ofHours(1));
        assertThat(plan().arms()).hasSize(2);

        desk.accountFails = true;
        clock.advance(Duration.ofDays(1));
        assertThat(plan().reason()).contains("account trade_desk/adv could not be collected");
    }

    @Test
    void a_sink_that_fails_does_not_keep_the_others_from_being_told() {
        first.refuse(new SourceException(Kind.CONFIGURATION, "a shared budget", null));
        RunReport one = pipeline.runDaily();
        assertThat(second.published()).hasSize(1);
        assertThat(one.toString()).contains("a shared budget");

        second.refuse(new SourceException(Kind.PERMISSION, "no right to write", null));
        clock.advance(Duration.ofDays(1));
        assertThat(pipeline.runDaily().toString()).contains("a shared budget; no right to write");
    }

    private Allocation plan() {
        pipeline.runDaily();
        return storage.decisions().latest("shop", 1).get(0);
    }

    /** Lists one campaign that spends the same each day; fails while a test says so. */
    private final class Listing implements MetricsSource {
        private final ScriptedSource source;
        private final Account account;
        private boolean accountsFail;
        private boolean accountFails;
        private boolean entitiesFail;

        Listing(Account account) {
            this.account = account;
            source = new ScriptedSource(account.platform(), clock, account);
            for (LocalDate day = TODAY.minusDays(40); day.isBefore(TODAY.plusDays(2)); day = day.plusDays(1)) {
                source.put(account, ONE, day, new Metrics(1_000, 20, 10, Micros.ofUnits(40), Micros.ofUnits(90)));
            }
        }

        @Override
        public String id() {
            return source.id();
        }

        @Override
        public List<Account> accounts() {
            if (accountsFail) {
                throw new SourceException(Kind.AUTHENTICATION, "the token has expired", null);
            }
            return source.accounts();
        }

        @Override
        public AccountListing listAccounts() {
            return accountFails
                    ? new AccountListing(
                            List.of(),
                            List.of(new FailedAccount(
                                    account.platform(),
                                    account.id(),
                                    new SourceException(Kind.PERMISSION, "its permission was revoked", null))))
                    : AccountListing.of(accounts());
        }

        @Override
        public List<Entity> entities(Account of) {
            if (entitiesFail) {
                throw new SourceException(Kind.PERMISSION, "not allowed", null);
            }
            return List.of(new Entity(ONE, "one " + account.platform(), null, Entity.Status.ACTIVE));
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
