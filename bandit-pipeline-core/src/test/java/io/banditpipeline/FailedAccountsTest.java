package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.AccountListing.FailedAccount;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.money.Micros;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R10: a source that lists one account as failed: the others are collected, and nothing of it is taken to be fresh. */
class FailedAccountsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account GOOD = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final Account BAD = new Account("meta", "act_2", ZoneOffset.UTC, USD);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final EntityRef TWO = new EntityRef(Level.CAMPAIGN, "2");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final ScriptedSource source = new ScriptedSource("meta", clock, GOOD, BAD);
    private final Pipeline pipeline = Pipeline.builder()
            .storeIn(storage)
            .collectFrom(source)
            .plan(campaign("well"), List.of(Arm.of("on-good", "well", GOOD, "social", ONE)))
            .plan(campaign("ill"), List.of(Arm.of("on-bad", "ill", BAD, "social", TWO)))
            .retrying(RetryPolicy.none())
            .historyDays(20)
            .clock(clock)
            .build();

    private static Campaign campaign(String id) {
        return Campaign.of(id, ZoneOffset.UTC, USD).withDailyBudget(Micros.ofUnits(100));
    }

    @BeforeEach
    void collectAll() {
        for (LocalDate day = TODAY.minusDays(30); !day.isAfter(TODAY.plusDays(5)); day = day.plusDays(1)) {
            source.put(GOOD, ONE, day, new Metrics(1_000, 20, 10, Micros.ofUnits(40), Micros.ofUnits(90)));
            source.put(BAD, TWO, day, new Metrics(1_000, 20, 10, Micros.ofUnits(40), Micros.ofUnits(90)));
        }
        assertThat(pipeline.runDaily().state()).isEqualTo(RunState.SUCCEEDED);
        clock.advance(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
        pipeline.close();
        storage.close();
    }

    private void revoke(SourceException.Kind kind) {
        source.failAccount(new FailedAccount(
                "meta", "act_2", new SourceException(kind, "account act_2 may not be read: give access", null)));
    }

    @Test
    void the_other_accounts_are_collected_and_the_failed_one_is_a_failed_step_of_its_own() {
        revoke(SourceException.Kind.PERMISSION);
        Instant before = completeUntil(BAD);
        int fetches = source.fetches().size();
        RunReport report = pipeline.runDaily();
        assertThat(report.state()).isEqualTo(RunState.DEGRADED);
        StepReport collect = step(report, "collect meta");
        assertThat(collect.state()).isEqualTo(StepState.PARTIAL);
        assertThat(collect.messages())
                .contains("meta/act_2 is not up to date: account act_2 may not be read: give access");
        assertThat(collect.parts())
                .filteredOn(part -> part.state() == StepState.FAILED)
                .singleElement()
                .satisfies(part -> assertThat(part.name()).isEqualTo("collect meta meta/act_2"));
        assertThat(completeUntil(GOOD)).isEqualTo(Instant.parse("2026-06-11T00:00:00Z"));
        assertThat(completeUntil(BAD)).isEqualTo(before);
        assertThat(source.fetches().subList(fetches, source.fetches().size()))
                .extracting(Slice::account)
                .containsOnly(GOOD);
        assertThat(storage.alerts().open())
                .anySatisfy(alert -> assertThat(alert.latest().message()).contains("act_2"));
    }

    @Test
    void no_budget_is_decided_on_what_is_stored_of_the_failed_account_and_the_others_are_decided_R10() {
        revoke(SourceException.Kind.PERMISSION);
        RunReport report = pipeline.runDaily();
        assertThat(step(report, "plan ill").messages())
                .anySatisfy(message -> assertThat(message).contains("account meta/act_2 could not be collected"));
        assertThat(lastGood("well").map(Allocation::day)).contains(LocalDate.of(2026, 6, 12));
        assertThat(lastGood("ill").map(Allocation::day)).contains(LocalDate.of(2026, 6, 11));
    }

    @Test
    void an_account_that_can_be_read_again_is_caught_up_with() {
        revoke(SourceException.Kind.PERMISSION);
        RunReport report = pipeline.runDaily();
        source.mendAccounts();
        RunReport again = pipeline.runs().rerun(report.runId());
        assertThat(again.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(completeUntil(BAD)).isEqualTo(Instant.parse("2026-06-11T00:00:00Z"));
    }

    @Test
    void only_a_failure_that_may_pass_lets_the_run_be_gone_on_with() {
        revoke(SourceException.Kind.TRANSIENT);
        assertThat(step(pipeline.runDaily(), "collect meta").mayPass()).isTrue();
        revoke(SourceException.Kind.CONFIGURATION);
        assertThat(step(pipeline.runDaily(), "collect meta").mayPass()).isFalse();
    }

    @Test
    void an_account_that_was_never_read_is_told_and_a_run_that_leaves_it_out_is_not_troubled() {
        source.failAccount(new FailedAccount(
                "meta",
                "act_3",
                new SourceException(SourceException.Kind.CONFIGURATION, "its zone is Mars/Olympus", null)));
        assertThat(step(pipeline.runDaily(), "collect meta").messages())
                .contains("meta/act_3 is not up to date: its zone is Mars/Olympus");
        RunReport limited = pipeline.run(Workflows.HOURLY, RunScope.all().accounts(GOOD.key(), BAD.key()));
        assertThat(step(limited, "collect meta").state()).isEqualTo(StepState.SUCCEEDED);
    }

    private Optional<Allocation> lastGood(String campaign) {
        return storage.decisions().lastGood(campaign, clock.instant());
    }

    private Instant completeUntil(Account account) {
        return storage.metrics().watermarks().stream()
                .filter(mark -> mark.accountKey().equals(account.key()))
                .map(Watermark::completeUntil)
                .findFirst()
                .orElseThrow();
    }

    private static StepReport step(RunReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
