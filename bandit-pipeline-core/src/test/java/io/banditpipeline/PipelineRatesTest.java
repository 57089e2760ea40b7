package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The exchange rates that plans rest on, and what becomes of plans when they change. */
class PipelineRatesTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate YESTERDAY = LocalDate.of(2026, 1, 9);
    private static final DateRange DAYS = new DateRange(FIRST, FIRST.plusDays(40));
    private static final EntityRef ENTITY = new EntityRef(Level.CAMPAIGN, "1");
    private static final long UNIT = 1_000_000;

    private final ManualClock clock = ManualClock.at("2026-01-10T00:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final Account account = new Account("meta", "act_1", ZoneOffset.UTC, EUR);
    private final ScriptedSource source = new ScriptedSource("ads", clock, account);
    private final SortedMap<LocalDate, ExchangeRate> known = new TreeMap<>();
    private final ExchangeRates host = (from, to, day) -> Optional.ofNullable(known.get(day));

    PipelineRatesTest() {
        for (int day = 0; day < 9; day++) {
            source.put(account, ENTITY, FIRST.plusDays(day), new Metrics(900, 90, 9 * UNIT, 100 * UNIT, 500 * UNIT));
            publish(FIRST.plusDays(day), "1.10");
        }
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void a_decision_is_computed_again_with_the_rates_that_were_known_when_it_was_made_R6() {
        Allocation decided = run();
        assertThat(decided.budgetMicros()).isEqualTo(110 * UNIT);
        clock.advance(Duration.ofHours(1));
        known.keySet().forEach(day -> publish(day, "1.30"));
        Allocation restated = run();

        assertThat(restated.budgetMicros()).isEqualTo(130 * UNIT);
        try (Pipeline pipeline = pipeline(UnaryOperator.identity())) {
            assertThat(pipeline.replay(decided.id())).isEqualTo(decided);
            assertThat(pipeline.plan("c", decided.record().asOf())).hasValue(decided);
            known.clear();
            assertThat(pipeline.replay(decided.id())).isEqualTo(decided);
        }
    }

    @Test
    void a_provisional_rate_is_told_and_replaced_by_the_published_one_R3() {
        known.put(YESTERDAY, rate("1.10", YESTERDAY.minusDays(1), true));
        Instant early = clock.instant();
        RunReport first = report();
        clock.advance(Duration.ofHours(9));
        publish(YESTERDAY, "1.80");
        RunReport second = report();

        assertThat(messages(first, "plan c")).anySatisfy(message -> assertThat(message)
                .isEqualTo("EUR from 2026-01-09 on is converted to USD at the rate of 2026-01-08 (test) until"
                        + " its own is published"));
        assertThat(messages(second, "plan c")).isEmpty();
        assertThat(first.allocations().get(0).budgetMicros()).isEqualTo(110 * UNIT);
        assertThat(second.allocations().get(0).budgetMicros())
                .isCloseTo(120 * UNIT, within(UNIT))
                .isEqualTo((6 * 110 + 180) * UNIT / 7 / 10_000 * 10_000);
        assertThat(recorded(early).get(YESTERDAY))
                .isEqualTo(new ExchangeRate(EUR, USD, new BigDecimal("1.10"), YESTERDAY.minusDays(1), "test", true));
        assertThat(recorded(clock.instant()).get(YESTERDAY))
                .isEqualTo(new ExchangeRate(EUR, USD, new BigDecimal("1.80"), YESTERDAY, "test"));
    }

    @Test
    void what_the_host_does_not_know_any_more_stays_as_it_was_recorded() {
        Allocation before = run();
        clock.advance(Duration.ofHours(1));
        known.keySet().removeIf(day -> day.isBefore(YESTERDAY));
        assertThat(run().budgetMicros()).isEqualTo(before.budgetMicros());
    }

    @Test
    void a_day_that_nobody_has_a_rate_for_holds_the_plan_R10() {
        run();
        known.remove(YESTERDAY);
        source.put(account, ENTITY, YESTERDAY.plusDays(1), new Metrics(900, 90, 9 * UNIT, 100 * UNIT, 500 * UNIT));
        clock.advance(Duration.ofDays(1));
        Allocation held = run();

        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.reason()).contains("there is no exchange rate from EUR to USD for 2026-01-10");
    }

    @Test
    void a_host_that_breaks_holds_the_plan_R10() {
        try (Pipeline broken = builder(UnaryOperator.identity())
                .convertWith((from, to, day) -> {
                    throw new IllegalStateException("no connection");
                })
                .build()) {
            Allocation held = broken.runDaily().allocations().get(0);
            assertThat(held.state()).isEqualTo(Allocation.State.HELD);
            assertThat(held.reason()).contains("no connection");
        }
    }

    @Test
    void a_second_run_records_nothing_new_R1() {
        run();
        SortedMap<LocalDate, ExchangeRate> first = recorded(Instant.MAX);
        clock.advance(Duration.ofHours(1));
        run();
        assertThat(recorded(Instant.MAX)).isEqualTo(first).hasSize(9);
    }

    @Test
    void looking_ahead_records_nothing() {
        run();
        clock.advance(Duration.ofHours(1));
        known.keySet().forEach(day -> publish(day, "1.30"));
        try (Pipeline pipeline = pipeline(UnaryOperator.identity())) {
            assertThat(pipeline.plan("c", clock.instant()).orElseThrow().budgetMicros())
                    .isEqualTo(110 * UNIT);
        }
        assertThat(recorded(Instant.MAX).get(YESTERDAY).rate()).isEqualByComparingTo("1.10");
    }

    @Test
    void at_constant_currency_all_days_are_converted_at_the_rate_of_the_last() {
        known.keySet().stream().limit(5).forEach(day -> publish(day, "0.50"));
        Allocation own = run();
        Allocation constant = report(pipeline(PipelineBuilder::constantCurrency))
                .allocations()
                .get(0);

        assertThat(own.budgetMicros()).isEqualTo((3 * 50 + 4 * 110) * UNIT / 7 / 10_000 * 10_000);
        assertThat(constant.budgetMicros()).isEqualTo(110 * UNIT);
        assertThat(constant.record().configHash()).isNotEqualTo(own.record().configHash());
        try (Pipeline changed = pipeline(PipelineBuilder::constantCurrency)) {
            assertThatThrownBy(() -> changed.replay(own.id()))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("the configuration has changed since");
        }
    }

    @Test
    void at_constant_currency_the_total_budget_is_spent_at_the_rates_of_its_days_R9() {
        known.keySet().stream().limit(5).forEach(day -> publish(day, "0.50"));
        Campaign bounded = new Campaign(
                "c",
                "c",
                ZoneOffset.UTC,
                USD,
                OptionalLong.of(1_000 * UNIT),
                OptionalLong.of(900 * UNIT),
                FIRST,
                LocalDate.of(2026, 1, 10),
                Campaign.Status.ACTIVE);
        Pipeline constant = builder(bounded, PipelineBuilder::constantCurrency)
                .convertWith(host)
                .build();

        assertThat(report(constant).allocations().get(0).budgetMicros()).isEqualTo((1_000 - 5 * 50 - 4 * 110) * UNIT);
    }

    private void publish(LocalDate day, String rate) {
        known.put(day, rate(rate, day, false));
    }

    private static ExchangeRate rate(String rate, LocalDate day, boolean provisional) {
        return new ExchangeRate(EUR, USD, new BigDecimal(rate), day, "test", provisional);
    }

    private SortedMap<LocalDate, ExchangeRate> recorded(Instant asOf) {
        return storage.rates().rates(EUR, USD, DAYS, asOf);
    }

    private Allocation run() {
        return report().allocations().get(0);
    }

    private RunReport report() {
        return report(pipeline(UnaryOperator.identity()));
    }

    private static RunReport report(Pipeline pipeline) {
        try (pipeline) {
            return pipeline.runDaily();
        }
    }

    private static List<String> messages(RunReport report, String step) {
        return report.steps().stream()
                .filter(candidate -> candidate.name().equals(step))
                .flatMap(found -> found.messages().stream())
                .toList();
    }

    private Pipeline pipeline(UnaryOperator<PipelineBuilder> options) {
        return builder(options).convertWith(host).build();
    }

    private PipelineBuilder builder(UnaryOperator<PipelineBuilder> options) {
        return builder(Campaign.of("c", ZoneOffset.UTC, USD), options);
    }

    private PipelineBuilder builder(Campaign campaign, UnaryOperator<PipelineBuilder> options) {
        return options.apply(Pipeline.builder()
                .storeIn(storage)
                .collectFrom(source)
                .plan(campaign, List.of(Arm.of("arm", "c", account, "social", ENTITY)))
                .alertTo(alert -> {})
                .clock(clock)
                .historyDays(9));
    }
}
