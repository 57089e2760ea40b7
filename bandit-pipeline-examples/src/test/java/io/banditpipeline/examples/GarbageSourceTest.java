package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.Pipeline;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A source that delivers what no source may: it is told in words, decides nothing, and costs nobody else anything. */
class GarbageSourceTest {
    private final Shop shop = new Shop();
    private final InMemoryStorage storage = new InMemoryStorage();

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        Meddled.fetching((source, slice, sink) -> sink.accept(Garbage.nothing())),
                        "the source delivered null instead of a row: mend the source"),
                Arguments.of(
                        Meddled.fetching((source, slice, sink) -> sink.reject(Garbage.nothing())),
                        "the source delivered null instead of a rejected row"),
                Arguments.of(Garbage.swallowing(), "the source delivered null instead of a row"),
                Arguments.of(
                        Meddled.listing(accounts -> Garbage.nothing()),
                        "source 'meta' returned null instead of its accounts: mend the source"),
                Arguments.of(
                        Meddled.listing(accounts -> Garbage.withNull(accounts)),
                        "source 'meta' lists null as one of its accounts: mend the source"),
                Arguments.of(Garbage.throwing(new IllegalStateException()), "java.lang.IllegalStateException"),
                Arguments.of(Garbage.throwing(new NoSuchMethodError("Client.page")), "NoSuchMethodError: Client.page"),
                Arguments.of(Garbage.throwing(new AssertionError()), "java.lang.AssertionError"),
                Arguments.of(Garbage.recursive(), "java.lang.StackOverflowError"),
                Arguments.of(Garbage.rejecting(1_000_000), "More than 100000 rows of one slice cannot be used"),
                Arguments.of(Garbage.endless(), "it took longer than 3 s"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void a_source_that_is_broken_is_told_in_words_and_the_next_run_makes_up_for_it_R7_R10_R14(
            UnaryOperator<MetricsSource> garbage, String text) {
        RunReport report = run(garbage);

        assertThat(Shop.messages(report, Shop.STEP))
                .anySatisfy(message -> assertThat(message).contains(text));
        assertThat(report.allocations()).extracting(Allocation::state).containsOnly(Allocation.State.HELD);
        assertThat(storage.metrics().watermarks())
                .extracting(mark -> mark.source())
                .contains("google_ads", "trade_desk")
                .doesNotContain(Shop.TROUBLED);
        assertThat(shop.undisturbed(storage).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(known(storage)).isEqualTo(undisturbed());
    }

    @Test
    void a_machine_out_of_memory_ends_the_run_and_the_next_one_makes_up_for_it_R14() {
        try (Pipeline pipeline = shop.builder(storage, Garbage.throwing(new OutOfMemoryError("Java heap space")))
                .build()) {
            assertThatThrownBy(pipeline::runDaily)
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("Java heap space");
            assertThat(pipeline.health().problems("run.failed")).anySatisfy(problem -> assertThat(problem.toString())
                    .contains("OutOfMemoryError: Java heap space"));
        }
        assertThat(shop.undisturbed(storage).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(known(storage)).isEqualTo(undisturbed());
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(Garbage.daysAgo(400), "[row.slice]"),
                Arguments.of(Garbage.onDay("9999-01-01"), "[row.slice]"),
                Arguments.of(Garbage.onDay("-9999-01-01"), "[row.slice]"),
                Arguments.of(Garbage.named(LocalDate.MAX), "[row.slice]"),
                Arguments.of(Garbage.measuring(-1), "expected a number that is not negative [row.negative]"),
                Arguments.of(Garbage.measuring(Long.MAX_VALUE), "[row.magnitude]"),
                Arguments.of(Garbage.ofAnotherLevel(), "[row.slice]"),
                Arguments.of(Garbage.ofAnotherCurrency(), "[row.currency]"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void rows_that_cannot_be_used_hold_the_plan_whatever_day_they_name_and_a_backfill_makes_up_for_them_R8_R10(
            UnaryOperator<MetricsSource> garbage, String text) {
        RunReport report = run(garbage);

        StepCounts counts = Shop.step(report, Shop.STEP).counts();
        assertThat(counts.quarantined()).isPositive().isEqualTo(counts.fetched());
        assertThat(Shop.messages(report, Shop.STEP))
                .anySatisfy(message -> assertThat(message).contains(text));
        assertThat(report.state()).isEqualTo(RunState.DEGRADED);
        assertThat(report.allocations()).extracting(Allocation::state).containsOnly(Allocation.State.HELD);
        assertThat(report.allocations().get(0).reason()).contains("rows fetched", "at most 10.0 % may be");
        mend(report);
    }

    @Test
    void rows_of_unknown_entities_are_parked_and_told_R8() {
        RunReport report = run(Garbage.ofNobody());

        StepCounts counts = Shop.step(report, Shop.STEP).counts();
        assertThat(counts.parked()).isPositive().isEqualTo(counts.fetched());
        try (Pipeline pipeline = shop.builder(storage, source -> source).build()) {
            assertThat(pipeline.health().problems("entities.unmapped"))
                    .anySatisfy(problem -> assertThat(problem.toString()).contains("nobody-", "map them to arms"));
        }
    }

    @Test
    void rows_that_come_twice_count_once_R1() {
        RunReport report = run(Meddled.fetching((source, slice, sink) -> {
            source.fetch(slice, sink);
            source.fetch(slice, sink);
        }));

        StepCounts counts = Shop.step(report, Shop.STEP).counts();
        assertThat(counts.duplicates()).isPositive().isEqualTo(counts.stored());
        assertThat(known(storage)).isEqualTo(undisturbed());
    }

    private RunReport run(UnaryOperator<MetricsSource> garbage) {
        try (Pipeline pipeline = shop.builder(storage, garbage)
                .stepTimeout(Duration.ofSeconds(3))
                .build()) {
            return pipeline.runDaily();
        }
    }

    /** What is stored of a slice is complete, so that its days are asked for again by name. */
    private void mend(RunReport broken) {
        try (Pipeline pipeline = shop.builder(storage, source -> source).build()) {
            pipeline.backfill(RunScope.all().platforms(Shop.TROUBLED).days(shop.history(broken.asOf())));
            assertThat(pipeline.runDaily().state()).isEqualTo(RunState.SUCCEEDED);
        }
        assertThat(known(storage)).isEqualTo(undisturbed());
    }

    private SortedMap<String, String> known(InMemoryStorage in) {
        SortedMap<String, String> known = shop.known(in);
        known.keySet().removeIf(key -> key.startsWith("not decided") || key.startsWith("held"));
        return known;
    }

    private SortedMap<String, String> undisturbed() {
        try (InMemoryStorage fresh = new InMemoryStorage()) {
            shop.undisturbed(fresh);
            return known(fresh);
        }
    }
}
