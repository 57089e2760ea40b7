package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.money.Micros;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The daily run where days, clocks, budgets and arms are not those of an ordinary day. */
class PipelineEdgeTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate NEW_YEAR_EVE = FIRST.minusDays(1);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final EntityRef TWO = new EntityRef(Level.CAMPAIGN, "2");

    private final ManualClock clock = ManualClock.at("2026-01-10T09:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Account account = account(ZoneOffset.UTC);
    private final ScriptedSource source = new ScriptedSource("ads", clock, account);
    private final List<Arm> arms = arms(account);

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void rows_observed_after_the_run_began_count_in_its_plan_R3() {
        InstantSource ticking = () -> clock.advance(Duration.ofSeconds(1));
        ScriptedSource live = spending(new ScriptedSource("ads", ticking, account), account, 9);

        Allocation plan =
                run(builder(campaign(), arms, live, ticking)).allocations().get(0);

        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.arms())
                .extracting(ArmAllocation::previousMicros)
                .containsExactly(Micros.ofUnits(4), Micros.ofUnits(6));
        assertThat(plan.budgetMicros()).isEqualTo(Micros.ofUnits(10));
    }

    @Test
    void a_total_budget_is_never_exceeded_when_every_plan_is_spent_R9() {
        long total = Micros.ofUnits(1_000);
        Campaign campaign = window(OptionalLong.of(total), OptionalLong.empty(), FIRST.plusDays(19));

        assertThat(spentIfPlansAreFollowed(campaign, 22)).isBetween(total * 9 / 10, total);
    }

    @Test
    void a_total_budget_without_a_last_day_is_never_exceeded_R9() {
        long total = Micros.ofUnits(1_000);
        Campaign campaign = window(OptionalLong.of(total), OptionalLong.of(Micros.ofUnits(70)), null);

        assertThat(spentIfPlansAreFollowed(campaign, 22)).isBetween(total * 9 / 10, total);
    }

    @Test
    void an_arm_that_is_no_longer_named_gets_no_budget_but_its_spend_still_counts() {
        spending(source, account, 9);
        run(builder(campaign(), arms, source));
        RunReport report = run(builder(campaign(), arms.subList(0, 1), source));

        Allocation plan = report.allocations().get(0);
        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.arms()).extracting(ArmAllocation::armId).containsExactly("a");
        assertThat(plan.budgetMicros()).isEqualTo(Micros.ofUnits(10));
    }

    @Test
    void a_decision_on_an_account_that_lags_is_replayed_after_it_has_caught_up_R6() {
        spending(source, account, 8).withCoverage(account, days(8));
        Allocation decided =
                run(builder(campaign(), arms, source)).allocations().get(0);
        assertThat(decided.state()).isEqualTo(Allocation.State.DECIDED);
        clock.advance(Duration.ofHours(2));
        spending(source, account, 9).withCoverage(account, days(9));

        try (Pipeline pipeline = builder(campaign(), arms, source).build()) {
            pipeline.runDaily();
            assertThat(pipeline.replay(decided.id())).isEqualTo(decided);
        }
    }

    @Test
    void a_decision_is_replayed_after_earlier_days_came_to_be_known_R6() {
        spending(source, account, 9);
        Allocation decided =
                run(builder(campaign(), arms, source)).allocations().get(0);
        clock.advance(Duration.ofHours(2));
        source.put(account, ONE, NEW_YEAR_EVE, cost(400));

        try (Pipeline pipeline = builder(campaign(), arms, source).build()) {
            pipeline.runDaily();
            assertThat(pipeline.replay(decided.id())).isEqualTo(decided);
        }
    }

    @Test
    void a_decision_is_replayed_after_its_first_day_has_vanished_R6() {
        spending(source, account, 9);
        Allocation decided =
                run(builder(campaign(), arms, source)).allocations().get(0);
        clock.advance(Duration.ofHours(2));
        source.remove(account, ONE, Interval.ofDay(FIRST, account.zone()));
        source.remove(account, TWO, Interval.ofDay(FIRST, account.zone()));

        try (Pipeline pipeline = builder(campaign(), arms, source).build()) {
            pipeline.runDaily();
            assertThat(pipeline.replay(decided.id())).isEqualTo(decided);
        }
    }

    @Test
    void a_plan_as_of_a_moment_before_anything_was_known_decides_nothing_R3_R10() {
        spending(source, account, 9);
        run(builder(campaign(), arms, source));

        try (Pipeline pipeline = builder(campaign(), arms, source).build()) {
            Allocation plan =
                    pipeline.plan("c", clock.instant().minusSeconds(60)).orElseThrow();
            assertThat(plan.state()).isEqualTo(Allocation.State.HELD);
            assertThat(plan.reason()).contains("no metrics");
        }
    }

    @Test
    void a_row_whose_interval_is_no_whole_hour_or_day_is_quarantined_and_the_others_are_kept_R8() {
        spending(source, account, 9);
        Instant start = Instant.parse("2026-01-05T00:00:00Z");
        source.put(
                account,
                ONE,
                new Interval(Granularity.DAY, start, start.plus(Duration.ofHours(25)), LocalDate.of(2026, 1, 5)),
                cost(4));

        RunReport report = run(builder(campaign(), arms, source));

        StepReport step = report.steps().get(1);
        assertThat(step.state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(step.counts().quarantined()).isEqualTo(1);
        assertThat(step.counts().stored()).isEqualTo(18);
    }

    @Test
    void an_account_a_day_ahead_of_its_campaign_is_planned_R12() {
        clock.set(Instant.parse("2026-01-11T10:30:00Z"));
        Account ahead = account(ZoneId.of("Pacific/Kiritimati"));
        ScriptedSource live = spending(new ScriptedSource("ads", clock, ahead), ahead, 11);
        Campaign behind = Campaign.of("c", ZoneId.of("Pacific/Pago_Pago"), USD);

        RunReport report = run(builder(behind, arms(ahead), live));

        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(report.allocations().get(0).day()).isEqualTo(LocalDate.of(2026, 1, 11));
    }

    private long spentIfPlansAreFollowed(Campaign campaign, int days) {
        for (int day = -8; day <= 0; day++) {
            source.put(account, ONE, FIRST.plusDays(day), cost(25));
            source.put(account, TWO, FIRST.plusDays(day), cost(25));
        }
        clock.set(FIRST.atTime(9, 0).toInstant(ZoneOffset.UTC));
        long spent = Micros.ofUnits(50);
        for (int day = 1; day < days; day++) {
            List<Allocation> plans = run(builder(campaign, arms, source)).allocations();
            for (ArmAllocation arm :
                    plans.isEmpty() ? List.<ArmAllocation>of() : plans.get(0).arms()) {
                EntityRef entity = arm.armId().equals("a") ? ONE : TWO;
                source.put(account, entity, FIRST.plusDays(day), new Metrics(1, 1, 1_000_000, arm.budgetMicros(), 1));
                spent += arm.budgetMicros();
            }
            clock.advance(Duration.ofDays(1));
        }
        return spent;
    }

    private PipelineBuilder builder(Campaign campaign, List<Arm> campaignArms, MetricsSource from) {
        return builder(campaign, campaignArms, from, clock);
    }

    private PipelineBuilder builder(Campaign campaign, List<Arm> campaignArms, MetricsSource from, InstantSource time) {
        return Pipeline.builder()
                .storeIn(storage)
                .plan(campaign, campaignArms)
                .collectFrom(from)
                .clock(time);
    }

    private RunReport run(PipelineBuilder builder) {
        try (Pipeline pipeline = builder.build()) {
            return pipeline.runDaily();
        }
    }

    private static ScriptedSource spending(ScriptedSource source, Account account, int days) {
        for (int day = 0; day < days; day++) {
            source.put(account, ONE, FIRST.plusDays(day), cost(4));
            source.put(account, TWO, FIRST.plusDays(day), cost(6));
        }
        return source;
    }

    private static io.banditpipeline.metric.DateRange days(int count) {
        return new io.banditpipeline.metric.DateRange(FIRST, FIRST.plusDays(count - 1L));
    }

    private static Metrics cost(long units) {
        return new Metrics(1_000, 10, Micros.ofUnits(1), Micros.ofUnits(units), Micros.ofUnits(2 * units));
    }

    private static Account account(ZoneId zone) {
        return new Account("meta", "1", zone, USD);
    }

    private static List<Arm> arms(Account account) {
        return List.of(Arm.of("a", "c", account, "social", ONE), Arm.of("b", "c", account, "search", TWO));
    }

    private static Campaign campaign() {
        return Campaign.of("c", ZoneOffset.UTC, USD);
    }

    private static Campaign window(
            OptionalLong total, OptionalLong daily, @org.jspecify.annotations.Nullable LocalDate last) {
        return new Campaign("c", "c", ZoneOffset.UTC, USD, total, daily, FIRST, last, Campaign.Status.ACTIVE);
    }
}
