package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.money.Micros;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.outcome.OutcomeSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daily run with sources, currencies and models that are not what one hopes for. */
class PipelineOddsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final EntityRef TWO = new EntityRef(Level.CAMPAIGN, "2");

    private final ManualClock clock = ManualClock.at("2026-01-10T09:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final List<Allocation> published = new ArrayList<>();
    private final Account account = account("USD", ZoneOffset.UTC);
    private final ScriptedSource source = new ScriptedSource("ads", clock, account);

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void a_model_that_throws_holds_the_plan_R10() {
        spending(account, 9);
        RunReport report = run(builder(campaign("USD"), account, source)
                .explain("c", outcomes(9))
                .learnWith(input -> {
                    throw new ArithmeticException("bug");
                }));

        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.allocations()).extracting(Allocation::state).containsExactly(Allocation.State.HELD);
        assertThat(published).isEmpty();
    }

    @Test
    void a_model_that_has_one_day_to_learn_from_holds_the_plan_R10() {
        clock.set(Instant.parse("2026-01-02T09:00:00Z"));
        spending(account, 1);
        RunReport report = run(builder(campaign("USD"), account, source).explain("c", outcomes(1)));

        assertThat(report.allocations()).extracting(Allocation::state).containsExactly(Allocation.State.HELD);
        assertThat(report.state()).isEqualTo(RunState.DEGRADED);
    }

    @ParameterizedTest
    @CsvSource({"JPY,1000000", "KWD,1000", "USD,10000"})
    void budgets_are_whole_minor_units_decided_or_held_R9(String currency, long unit) {
        Account local = account(currency, ZoneOffset.UTC);
        ScriptedSource live = new ScriptedSource("ads", clock, local);
        for (int day = 0; day < 9; day++) {
            live.put(local, ONE, FIRST.plusDays(day), new Metrics(9, 9, 1_000_000, 3_333_333_333L, 5_000_000));
            live.put(local, TWO, FIRST.plusDays(day), new Metrics(9, 9, 1_000_000, 1_111_111_111L, 0));
        }
        Allocation plan =
                run(builder(campaign(currency), local, live)).allocations().get(0);
        clock.advance(Duration.ofDays(5));
        live.failNextFetch(
                0,
                new io.banditpipeline.metric.SourceException(
                        io.banditpipeline.metric.SourceException.Kind.TRANSIENT, "down", null));
        Allocation held = run(builder(campaign(currency).withDailyBudget(1_234_567_890), local, live))
                .allocations()
                .get(0);

        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.arms())
                .allSatisfy(arm -> assertThat(arm.budgetMicros() % unit).isZero());
        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.arms())
                .allSatisfy(arm -> assertThat(arm.budgetMicros() % unit).isZero());
    }

    @ParameterizedTest
    @CsvSource({"America/New_York,25", "Australia/Lord_Howe,24", "Europe/Berlin,25"})
    void hours_of_a_day_on_which_clocks_change_add_up_R12(String zone, int hours) {
        ZoneId id = ZoneId.of(zone);
        Account local = account("USD", id);
        LocalDate day = LocalDate.of(
                2026,
                zone.startsWith("Aus") ? 4 : zone.startsWith("Am") ? 11 : 10,
                zone.startsWith("Aus") ? 5 : zone.startsWith("Am") ? 1 : 25);
        clock.set(day.plusDays(2).atTime(9, 0).atZone(id).toInstant());
        ScriptedSource live = new ScriptedSource("ads", clock, local)
                .withProfile(new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.HOUR), 28, 31));
        Instant start = day.atStartOfDay(id).toInstant();
        for (int hour = 0; hour < hours; hour++) {
            live.put(local, ONE, Interval.ofHour(start.plus(Duration.ofHours(hour)), id), cost(1));
        }
        RunReport report = run(builder(campaign("USD"), local, live));

        List<DailyFact> facts = new ArrayList<>();
        storage.metrics()
                .dailyFacts(new FactQuery("c", DateRange.of(day), Instant.MAX))
                .forEach(facts::add);
        assertThat(report.steps().get(1).counts().stored()).isEqualTo(hours);
        assertThat(facts).extracting(fact -> fact.metrics().costMicros()).containsExactly(Micros.ofUnits(hours));
        assertThat(report.allocations().get(0).state()).isEqualTo(Allocation.State.DECIDED);
    }

    @Test
    void rows_of_a_source_whose_clock_is_fast_count_R3() {
        ScriptedSource fast = new ScriptedSource("ads", () -> clock.instant().plusSeconds(120), account);
        for (int day = 0; day < 9; day++) {
            fast.put(account, ONE, FIRST.plusDays(day), cost(4));
            fast.put(account, TWO, FIRST.plusDays(day), cost(6));
        }
        Allocation plan =
                run(builder(campaign("USD"), account, fast)).allocations().get(0);

        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.budgetMicros()).isEqualTo(Micros.ofUnits(10));
    }

    @Test
    void an_outcome_of_another_campaign_is_quarantined_R8() {
        spending(account, 9);
        OutcomeSource all = new OutcomeSource() {
            @Override
            public String id() {
                return "orders";
            }

            @Override
            public void fetch(Campaign campaign, DateRange wanted, OutcomeSink sink) {
                sink.accept(new Outcome("other", FIRST, 1, Micros.ofUnits(99)));
                sink.accept(new Outcome("c", FIRST, 1, Micros.ofUnits(50)));
            }
        };
        RunReport report = run(builder(campaign("USD"), account, source).explain("c", all));

        List<Outcome> known = new ArrayList<>();
        storage.outcomes().outcomes("c", DateRange.of(FIRST), Instant.MAX, known::add);
        assertThat(known).extracting(Outcome::revenueMicros).containsExactly(Micros.ofUnits(50));
        assertThat(report.steps().get(2).counts().quarantined()).isEqualTo(1);
    }

    @Test
    void negative_revenue_and_a_spend_of_nothing_are_planned_R9() {
        for (int day = 0; day < 9; day++) {
            source.put(account, ONE, FIRST.plusDays(day), new Metrics(5, 1, 1_000_000, 4_000_000, -9_000_000));
            source.put(account, TWO, FIRST.plusDays(day), new Metrics(5, 0, 0, 0, 0));
        }
        Allocation plan = decide();
        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.arms()).allSatisfy(arm -> assertThat(arm.budgetMicros()).isNotNegative());
    }

    @Test
    void the_largest_budget_there_is_is_not_exceeded_R9() {
        spending(account, 9);
        Allocation plan = run(builder(campaign("USD").withDailyBudget(Long.MAX_VALUE), account, source))
                .allocations()
                .get(0);
        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        long sum = plan.arms().stream().mapToLong(ArmAllocation::budgetMicros).sum();
        assertThat(sum + plan.unspentMicros()).isEqualTo(plan.budgetMicros());
    }

    @Test
    void amounts_that_overflow_when_added_hold_the_plan_R10() {
        source.put(account, ONE, FIRST, new Metrics(1, 1, 1, Long.MAX_VALUE - 1, 1));
        source.put(account, TWO, FIRST, new Metrics(1, 1, 1, Long.MAX_VALUE - 1, 1));
        RunReport report = run(builder(campaign("USD"), account, source));
        assertThat(report.allocations()).extracting(Allocation::state).containsExactly(Allocation.State.HELD);
    }

    private Allocation decide() {
        clock.advance(Duration.ofMinutes(1));
        return run(builder(campaign("USD"), account, source)).allocations().get(0);
    }

    private void spending(Account of, int days) {
        for (int day = 0; day < days; day++) {
            source.put(of, ONE, FIRST.plusDays(day), cost(4));
            source.put(of, TWO, FIRST.plusDays(day), cost(6));
        }
    }

    private static OutcomeSource outcomes(int days) {
        return new OutcomeSource() {
            @Override
            public String id() {
                return "orders";
            }

            @Override
            public void fetch(Campaign campaign, DateRange wanted, OutcomeSink sink) {
                for (int day = 0; day < days; day++) {
                    if (wanted.contains(FIRST.plusDays(day))) {
                        sink.accept(
                                new Outcome(campaign.id(), FIRST.plusDays(day), Micros.ofUnits(1), Micros.ofUnits(50)));
                    }
                }
            }
        };
    }

    private PipelineBuilder builder(Campaign campaign, Account of, MetricsSource from) {
        return Pipeline.builder()
                .storeIn(storage)
                .plan(campaign, List.of(Arm.of("a", "c", of, "social", ONE), Arm.of("b", "c", of, "search", TWO)))
                .collectFrom(from)
                .publishTo(published::add)
                .clock(clock);
    }

    private RunReport run(PipelineBuilder builder) {
        try (Pipeline pipeline = builder.build()) {
            return pipeline.runDaily();
        }
    }

    private static Metrics cost(long units) {
        return new Metrics(1_000, 10, Micros.ofUnits(1), Micros.ofUnits(units), Micros.ofUnits(2 * units));
    }

    private static Account account(String currency, ZoneId zone) {
        return new Account("meta", "1", zone, Currency.getInstance(currency));
    }

    private static Campaign campaign(String currency) {
        return Campaign.of("c", ZoneOffset.UTC, Currency.getInstance(currency));
    }
}
