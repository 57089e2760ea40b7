package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.run.Progress;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepState;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that never returns: nothing of it is stored, nobody waits for it, and the next run makes up for it. */
class HangingSourceTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Shop shop = new Shop();
    private final InMemoryStorage storage = new InMemoryStorage();

    private enum Place {
        BEFORE_ROWS,
        AFTER_ROWS,
        IN_A_RULE
    }

    static Stream<Arguments> hangs() {
        return Stream.of(Place.values())
                .flatMap(place -> Stream.of(Arguments.of(place, true), Arguments.of(place, false)));
    }

    @ParameterizedTest
    @MethodSource("hangs")
    void a_fetch_that_hangs_delays_nobody_and_leaves_nothing_R7_R10_R14(Place place, boolean deaf) throws Exception {
        CountDownLatch others = new CountDownLatch(shop.market.platforms().size() - 1);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Progress progress = (step, done, total, detail) -> {
            if (detail.endsWith("is done") && !step.contains(Shop.TROUBLED) && seen.add(step)) {
                others.countDown();
            }
        };
        try (Hang hang = new Hang(deaf);
                Pipeline pipeline = shop.builder(storage, hanging(place, hang))
                        .validateWith(new HangingRule(place, hang))
                        .progress(progress)
                        .stepTimeout(TIMEOUT)
                        .closeWithin(Duration.ofSeconds(1))
                        .build()) {
            FutureTask<RunReport> run = new FutureTask<>(pipeline::runDaily);
            new Thread(run, "host").start();
            hang.awaitReached();
            Hang.await(others, "the other accounts are collected while one hangs");
            RunReport report = run.get();

            assertThat(report.state()).isEqualTo(RunState.FAILED);
            assertThat(Shop.step(report, Shop.STEP).state()).isEqualTo(StepState.FAILED);
            assertThat(Shop.messages(report, Shop.STEP))
                    .anySatisfy(text -> assertThat(text).contains("is not up to date", "it took longer than 2 s"));
            assertHeldAndTold(report, pipeline);
        }
        assertThat(shop.undisturbed(storage).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(decided(shop.known(storage))).isEqualTo(decided(shop.undisturbed()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_source_that_hangs_while_it_lists_its_accounts_holds_the_others_up_for_one_time_out_only_R10(boolean deaf)
            throws Exception {
        try (Hang hang = new Hang(deaf);
                Pipeline pipeline = shop.builder(storage, Meddled.listing(accounts -> {
                            hang.here();
                            return accounts;
                        }))
                        .stepTimeout(TIMEOUT)
                        .closeWithin(Duration.ofSeconds(1))
                        .build()) {
            RunReport report = pipeline.runDaily();

            assertThat(Shop.messages(report, Shop.STEP))
                    .anySatisfy(text -> assertThat(text).contains("its accounts could not be listed"))
                    .anySatisfy(text -> assertThat(text).contains("it took longer than 2 s"));
            assertThat(Shop.step(report, "collect google_ads").state()).isEqualTo(StepState.SUCCEEDED);
            assertThat(Shop.step(report, "collect trade_desk").state()).isEqualTo(StepState.SUCCEEDED);
            assertHeldAndTold(report, pipeline);
        }
        assertThat(shop.undisturbed(storage).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(decided(shop.known(storage))).isEqualTo(decided(shop.undisturbed()));
    }

    private void assertHeldAndTold(RunReport report, Pipeline pipeline) {
        assertThat(report.allocations()).extracting(Allocation::state).containsOnly(Allocation.State.HELD);
        assertThat(storage.metrics().watermarks())
                .extracting(mark -> mark.accountKey())
                .hasSizeGreaterThan(2)
                .doesNotContainAnyElementsOf(shop.troubledAccounts());
        assertThat(pipeline.health().problems("run.failed"))
                .anySatisfy(problem -> assertThat(problem.toString()).contains(Shop.STEP, "took longer than 2 s"));
        assertThat(pipeline.health().problems("feed.missing"))
                .anySatisfy(problem -> assertThat(problem.subject()).startsWith("meta/"));
    }

    private static SortedMap<String, String> decided(SortedMap<String, String> known) {
        known.keySet().removeIf(key -> key.startsWith("not decided"));
        return known;
    }

    private static UnaryOperator<MetricsSource> hanging(Place place, Hang hang) {
        return Meddled.fetching((source, slice, sink) -> {
            if (place == Place.BEFORE_ROWS) {
                hang.here();
            }
            source.fetch(slice, place == Place.AFTER_ROWS ? new HangingSink(sink, hang) : sink);
        });
    }

    /** Lets some rows pass, then hangs. */
    private static final class HangingSink implements ObservationSink {
        private final ObservationSink sink;
        private final Hang hang;
        private int rows;

        HangingSink(ObservationSink sink, Hang hang) {
            this.sink = sink;
            this.hang = hang;
        }

        @Override
        public void accept(Observation row) {
            if (++rows > 10) {
                hang.here();
            }
            sink.accept(row);
        }

        @Override
        public void reject(RejectedRow row) {
            sink.reject(row);
        }

        @Override
        public Cancellation cancellation() {
            return sink.cancellation();
        }
    }

    /** A host's rule that hangs, as one that asks a server may. */
    private record HangingRule(Place place, Hang hang) implements RowValidator {
        @Override
        public String id() {
            return "host.slow";
        }

        @Override
        public Verdict validate(Observation row, RowContext context) {
            if (place == Place.IN_A_RULE && context.slice().source().equals(Shop.TROUBLED)) {
                hang.here();
            }
            return Verdict.PASS;
        }
    }
}
