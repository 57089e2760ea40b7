package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The daily run on the synthetic market and the storage in memory. */
class PipelineTest {
    private static final int HISTORY_DAYS = 120;

    private final SyntheticMarket market = SyntheticMarket.ofSeed(7);
    private final ManualClock clock = ManualClock.at("2026-01-10T09:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<Allocation> published = new ArrayList<>();
    private ExchangeRates rates = market.exchangeRates();
    private UnaryOperator<MetricsSource> tampering = UnaryOperator.identity();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void a_run_collects_learns_and_plans_tomorrow_within_the_budget_R9() {
        RunReport report = run();

        assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(report.steps()).extracting(step -> step.counts().addsUp()).containsOnly(true);
        Allocation plan = report.allocations().get(0);
        assertThat(plan.state()).isEqualTo(Allocation.State.DECIDED);
        assertThat(plan.day()).isEqualTo(LocalDate.of(2026, 1, 11));
        assertThat(plan.arms()).hasSameSizeAs(market.arms());
        long spent = plan.arms().stream().mapToLong(ArmAllocation::budgetMicros).sum();
        assertThat(spent + plan.unspentMicros()).isEqualTo(plan.budgetMicros());
        assertThat(report.toString()).contains("What the model of", "Plan of", "90 % interval");
        assertThat(alerts).isEmpty();
    }

    @Test
    void a_second_run_stores_nothing_and_gives_the_same_plan_R1() {
        RunReport first = run();
        RunReport second = run();

        assertThat(totals(second).stored()).isZero();
        assertThat(totals(second).removed()).isZero();
        assertThat(second.allocations()).isEqualTo(first.allocations());
        assertThat(second.models()).isEqualTo(first.models());
    }

    @Test
    void what_was_decided_is_computed_again_bit_for_bit_after_later_restatements_R3_R6() {
        Allocation decided = run().allocations().get(0);
        clock.advance(Duration.ofDays(3));
        RunReport later = run();

        assertThat(totals(later).changed()).isPositive();
        assertThat(later.allocations().get(0).id()).isNotEqualTo(decided.id());
        try (Pipeline pipeline = pipeline()) {
            assertThat(pipeline.replay(decided.id())).isEqualTo(decided);
            assertThat(pipeline.plan(market.campaign().id(), decided.record().asOf()))
                    .hasValue(decided);
        }
    }

    @Test
    void a_replay_with_another_configuration_says_so_R6() {
        Allocation decided = run().allocations().get(0);
        try (Pipeline changed = Pipeline.builder()
                .storeIn(storage)
                .collectFrom(market.source("meta", clock))
                .plan(market.campaign().withDailyBudget(1_000_000), market.arms())
                .convertWith(rates)
                .clock(clock)
                .build()) {
            assertThatThrownBy(() -> changed.replay(decided.id()))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("the configuration has changed since")
                    .extracting(e -> ((PipelineException) e).code())
                    .isEqualTo(ErrorCode.REPLAY);
        }
    }

    @Test
    void a_day_after_day_history_gives_the_same_plan_as_one_run_on_all_of_it_R5() {
        run();
        for (int day = 0; day < 5; day++) {
            clock.advance(Duration.ofDays(1));
            run();
        }
        Allocation grown = run().allocations().get(0);

        try (InMemoryStorage fresh = new InMemoryStorage();
                Pipeline pipeline = pipeline(fresh, HISTORY_DAYS + 5)) {
            Allocation atOnce = pipeline.runDaily().allocations().get(0);
            assertThat(atOnce.arms()).isEqualTo(grown.arms());
            assertThat(atOnce.id()).isEqualTo(grown.id());
        }
    }

    @Test
    void an_account_that_cannot_be_collected_holds_the_plan_and_the_others_are_collected_R10() {
        Allocation good = run().allocations().get(0);
        clock.advance(Duration.ofDays(1));
        tampering = source -> source.id().equals("meta")
                ? new Tampered(source, (row, sink) -> {
                    throw new SourceException(SourceException.Kind.AUTHENTICATION, "the token has expired", null);
                })
                : source;
        RunReport report = run();

        Allocation held = report.allocations().get(0);
        assertThat(report.state()).isEqualTo(RunState.DEGRADED);
        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.reason()).contains("account meta/").contains("could not be collected");
        assertThat(held.arms())
                .extracting(ArmAllocation::budgetMicros)
                .containsExactlyElementsOf(
                        good.arms().stream().map(ArmAllocation::budgetMicros).toList());
        assertThat(step(report, "collect meta").messages().get(0)).contains("the token has expired");
        assertThat(step(report, "collect google_ads").counts().stored()).isPositive();
        assertThat(alerts).extracting(Alert::code).contains("run.degraded", "allocation.held");
        assertThat(published).containsExactly(good);
    }

    @Test
    void a_source_that_breaks_off_half_way_leaves_nothing_of_its_slice_R7() {
        tampering = source -> new Tampered(source, failingAfter(40));
        RunReport report = run();

        assertThat(report.allocations().get(0).state()).isEqualTo(Allocation.State.HELD);
        assertThat(storage.metrics().days(market.campaign().id())).isEmpty();
        assertThat(storage.metrics().watermarks()).isEmpty();
    }

    @Test
    void a_bug_in_a_source_fails_its_step_and_the_run_goes_on_R10() {
        tampering = source -> source.id().equals("meta")
                ? new Tampered(source, (row, sink) -> {
                    throw new IllegalStateException("bug");
                })
                : source;
        RunReport report = run();

        assertThat(step(report, "collect meta").state()).isEqualTo(StepState.FAILED);
        assertThat(step(report, "collect meta").messages().get(0)).contains("IllegalStateException: bug");
        assertThat(step(report, "collect trade_desk").state()).isEqualTo(StepState.SUCCEEDED);
        assertThat(report.state()).isEqualTo(RunState.FAILED);
        assertThat(report.allocations().get(0).state()).isEqualTo(Allocation.State.HELD);
    }

    @Test
    void two_sources_of_one_account_and_level_are_refused_before_one_buries_the_rows_of_the_other_R2() {
        run();
        try (Pipeline doubled = builder(storage, HISTORY_DAYS)
                .collectFrom(new Renamed(market.source("meta", clock)))
                .build()) {
            RunReport report = doubled.runDaily();
            assertThat(step(report, "collect again").messages().get(0))
                    .contains("source 'meta' delivers account meta/")
                    .contains("make one source of the two");
            assertThat(totals(report).removed()).isZero();
            assertThat(report.allocations().get(0).state()).isEqualTo(Allocation.State.HELD);
        }
    }

    @Test
    void a_source_of_which_much_cannot_be_used_holds_the_plan_and_buries_nothing_R8_R10() {
        run();
        tampering = source -> new Tampered(source, (row, sink) -> {
            if (row.interval().day().getDayOfMonth() % 4 == 0) {
                sink.reject(new RejectedRow(
                        "a line",
                        row.toString(),
                        List.of(new RejectedRow.Reason("test.rule", "cost", "x", "expected a number"))));
            } else {
                sink.accept(row);
            }
        });
        RunReport report = run();

        assertThat(totals(report).removed()).isZero();
        assertThat(report.state()).isEqualTo(RunState.DEGRADED);
        assertThat(step(report, "check quality").messages().toString())
                .contains("rows fetched", "at most 10.0 % may be");
        assertThat(report.allocations().get(0).state()).isEqualTo(Allocation.State.HELD);
        try (Pipeline pipeline = pipeline()) {
            assertThat(pipeline.health().problems().toString()).contains("The latest run", "DEGRADED");
        }
    }

    @Test
    void a_missing_exchange_rate_holds_the_plan_R10() {
        rates = ExchangeRates.none();
        Allocation held = run().allocations().get(0);

        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.reason()).contains("there is no exchange rate from");
        assertThat(held.arms()).isEmpty();
    }

    @Test
    void rows_that_break_a_rule_are_quarantined_and_every_row_is_accounted_for_R8() {
        tampering = source -> new Tampered(source, (row, sink) -> {
            sink.accept(row);
            if (row.interval().day().getDayOfMonth() == 15) {
                sink.accept(with(row, row.metrics().with(Metric.CLICKS, -1)));
                sink.reject(new RejectedRow(
                        "line 1",
                        "garbage",
                        List.of(new RejectedRow.Reason("test.rule", "cost", "x", "expected a number"))));
                sink.accept(row);
            }
        });
        RunReport report = run();

        StepCounts counts = totals(report);
        assertThat(counts.addsUp()).isTrue();
        assertThat(counts.quarantined()).isPositive();
        assertThat(counts.duplicates()).isEqualTo(counts.quarantined() / 2);
        assertThat(step(report, "collect meta").messages())
                .anySatisfy(text -> assertThat(text).contains("clicks is '-1'").contains("[row.negative]"));
        List<String> held = new ArrayList<>();
        storage.quarantine()
                .held(Set.of(HeldRow.State.HELD), row -> held.add(row.row().raw()));
        assertThat(held).contains("garbage");
        assertThat(totals(run()).stored()).isZero();
    }

    @Test
    void a_closed_pipeline_refuses_to_run() {
        Pipeline pipeline = pipeline();
        pipeline.close();
        pipeline.close();
        assertThatThrownBy(pipeline::runDaily)
                .isInstanceOf(PipelineException.class)
                .hasMessage("The pipeline is closed");
    }

    @Test
    void a_budget_sink_that_fails_fails_its_step_only() {
        try (Pipeline pipeline = builder(storage, HISTORY_DAYS)
                .publishTo(allocation -> {
                    throw new IllegalStateException("no connection");
                })
                .build()) {
            RunReport report = pipeline.runDaily();
            assertThat(step(report, "publish " + market.campaign().id()).messages())
                    .endsWith(
                            "UncheckedIOException: budgets could not be published: IllegalStateException: no connection");
            assertThat(report.allocations().get(0).state()).isEqualTo(Allocation.State.DECIDED);
        }
    }

    private RunReport run() {
        try (Pipeline pipeline = pipeline()) {
            return pipeline.runDaily();
        }
    }

    private Pipeline pipeline() {
        return pipeline(storage, HISTORY_DAYS);
    }

    private Pipeline pipeline(InMemoryStorage in, int historyDays) {
        return builder(in, historyDays).publishTo(published::add).build();
    }

    private PipelineBuilder builder(InMemoryStorage in, int historyDays) {
        PipelineBuilder builder = Pipeline.builder()
                .storeIn(in)
                .plan(market.campaign(), market.arms())
                .explain(market.campaign().id(), market.outcomes(clock))
                .convertWith(rates)
                .alertTo(alerts::add)
                .clock(clock)
                .historyDays(historyDays);
        market.platforms().forEach(platform -> builder.collectFrom(tampering.apply(market.source(platform, clock))));
        return builder;
    }

    private static StepReport step(RunReport report, String name) {
        return report.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static StepCounts totals(RunReport report) {
        return report.steps().stream().map(StepReport::counts).reduce(StepCounts.ZERO, StepCounts::plus);
    }

    private static BiConsumer<Observation, ObservationSink> failingAfter(int rows) {
        int[] seen = {0};
        return (row, sink) -> {
            if (++seen[0] > rows) {
                throw new SourceException(SourceException.Kind.TRANSIENT, "the platform is down", null);
            }
            sink.accept(row);
        };
    }

    private static Observation with(Observation row, io.banditpipeline.metric.Metrics metrics) {
        return new Observation(
                row.entity(),
                row.interval(),
                row.observedAt(),
                row.origin(),
                metrics,
                row.currency(),
                row.attribution());
    }

    /** A source whose rows are tampered with. */
    private record Tampered(MetricsSource source, BiConsumer<Observation, ObservationSink> change)
            implements MetricsSource {
        @Override
        public String id() {
            return source.id();
        }

        @Override
        public List<Account> accounts() {
            return source.accounts();
        }

        @Override
        public SourceProfile profile() {
            return source.profile();
        }

        @Override
        public Optional<io.banditpipeline.metric.DateRange> coverage(Account account) {
            return source.coverage(account);
        }

        @Override
        public void fetch(Slice slice, ObservationSink sink) {
            source.fetch(slice, new ObservationSink() {
                @Override
                public void accept(Observation row) {
                    change.accept(row, sink);
                }

                @Override
                public void reject(RejectedRow row) {
                    sink.reject(row);
                }
            });
        }
    }

    /** The same source under another name. */
    private record Renamed(MetricsSource source) implements MetricsSource {
        @Override
        public String id() {
            return "again";
        }

        @Override
        public List<Account> accounts() {
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
