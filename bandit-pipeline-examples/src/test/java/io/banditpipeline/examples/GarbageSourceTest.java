package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.banditpipeline.Pipeline;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A source that delivers what no source may deliver. */
class GarbageSourceTest {
    private final Shop shop = new Shop();
    private final InMemoryStorage storage = new InMemoryStorage();

    static Stream<Arguments> garbage() {
        return Stream.of(
                Arguments.of("null row", Meddled.fetching((source, slice, sink) -> sink.accept(nothing()))),
                Arguments.of("null rejected", Meddled.fetching((source, slice, sink) -> sink.reject(nothing()))),
                Arguments.of("null accounts", Meddled.listing(accounts -> nothing())),
                Arguments.of("null account", Meddled.listing(accounts -> Arrays.asList(accounts.get(0), null))),
                Arguments.of("no message", throwing(new IllegalStateException())),
                Arguments.of("null message in list", Meddled.listing(a -> {
                    throw new IllegalStateException();
                })),
                Arguments.of("linkage error", throwing(new NoSuchMethodError("com.example.Client.page"))),
                Arguments.of("stack overflow", Meddled.fetching((source, slice, sink) -> depth(1))),
                Arguments.of("assertion error", throwing(new AssertionError())),
                Arguments.of("out of memory", throwing(new OutOfMemoryError("Java heap space"))),
                Arguments.of("other days", rows(row -> with(row, Interval.ofDay(row.interval().day().minusDays(400), zone(row))))),
                Arguments.of("far future", rows(row -> with(row, Interval.ofDay(LocalDate.of(9999, 1, 1), zone(row))))),
                Arguments.of("far past", rows(row -> with(row, Interval.ofDay(LocalDate.of(-9999, 1, 1), zone(row))))),
                Arguments.of("max day", rows(row -> with(row, new Interval(row.interval().granularity(), row.interval().start(), row.interval().end(), LocalDate.MAX)))),
                Arguments.of("negative", rows(row -> row.withMetrics(new Metrics(-1, -1, -1, -1, -1)))),
                Arguments.of("absurd", rows(row -> row.withMetrics(new Metrics(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)))),
                Arguments.of("absent", rows(row -> row.withMetrics(Metrics.NONE))),
                Arguments.of("unknown entity", rows(row -> new Observation(new EntityRef(Level.CAMPAIGN, "nobody-" + row.entity().id()), row.interval(), row.observedAt(), row.origin(), row.metrics(), row.currency(), row.attribution()))),
                Arguments.of("other level", rows(row -> new Observation(new EntityRef(Level.AD, row.entity().id()), row.interval(), row.observedAt(), row.origin(), row.metrics(), row.currency(), row.attribution()))),
                Arguments.of("other currency", rows(row -> new Observation(row.entity(), row.interval(), row.observedAt(), row.origin(), row.metrics(), Currency.getInstance("JPY"), row.attribution()))),
                Arguments.of("future observed", rows(row -> row.observedAt(row.observedAt().plusSeconds(1_000_000_000)))),
                Arguments.of("duplicates", Meddled.fetching((source, slice, sink) -> {
                    source.fetch(slice, sink);
                    source.fetch(slice, sink);
                })),
                Arguments.of("million rejected", Meddled.fetching((source, slice, sink) -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        sink.reject(new RejectedRow("line " + i, "garbage", List.of(new RejectedRow.Reason("host.csv", "cost", "x", "expected a number"))));
                    }
                })),
                Arguments.of("endless rows", Meddled.fetching((source, slice, sink) -> {
                    while (true) {
                        source.fetch(slice, sink);
                    }
                })),
                Arguments.of("swallows null", Meddled.fetching((source, slice, sink) -> {
                    try {
                        sink.accept(nothing());
                    } catch (Throwable e) {
                        source.fetch(slice, sink);
                    }
                })));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("garbage")
    void garbage_is_told_in_words_and_the_next_run_makes_up_for_it_R8_R10(
            String name, UnaryOperator<MetricsSource> garbage) {
        RunReport[] report = new RunReport[1];
        Throwable thrown;
        try (Pipeline pipeline =
                shop.builder(storage, garbage).stepTimeout(Duration.ofSeconds(3)).build()) {
            thrown = catchThrowable(() -> report[0] = pipeline.runDaily());
            System.out.println("=== " + name + " thrown=" + thrown);
            if (report[0] != null) {
                System.out.println(report[0].state() + " " + Shop.step(report[0], Shop.STEP).state() + " " + Shop.step(report[0], Shop.STEP).counts());
                Shop.messages(report[0], Shop.STEP).forEach(m -> System.out.println("   " + m.substring(0, Math.min(400, m.length()))));
                System.out.println("  plan: " + report[0].allocations().get(0).state() + " " + report[0].allocations().get(0).reason());
            }
            pipeline.health().problems().forEach(p -> System.out.println("  ! " + p.toString().substring(0, Math.min(400, p.toString().length()))));
        }
        var marks = storage.metrics().watermarks().stream().map(m -> m.accountKey()).toList();
        System.out.println("  marks " + marks);
        RunReport next = shop.undisturbed(storage);
        System.out.println("  next " + next.state());
        var a = shop.known(storage);
        var b = shop.undisturbed();
        a.forEach((k, v) -> { if (!v.equals(b.get(k)) && !k.startsWith("held")) System.out.println("  DIFF " + k + "\n" + v.substring(0, Math.min(600, v.length())) + "\n  should be\n" + String.valueOf(b.get(k)).substring(0, Math.min(600, String.valueOf(b.get(k)).length()))); });
        assertThat(a.keySet().stream().filter(k -> !k.startsWith("held")).toList()).isEqualTo(new ArrayList<>(b.keySet()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }

    private static int depth(int level) {
        return level == 0 ? 0 : depth(level + 1) + 1;
    }

    private static java.time.ZoneId zone(Observation row) {
        return java.time.ZoneId.of("America/New_York");
    }

    private static Observation with(Observation row, Interval interval) {
        return new Observation(row.entity(), interval, row.observedAt(), row.origin(), row.metrics(), row.currency(), row.attribution());
    }

    private static UnaryOperator<MetricsSource> throwing(Throwable failure) {
        return Meddled.fetching((source, slice, sink) -> {
            if (failure instanceof Error e) {
                throw e;
            }
            throw (RuntimeException) failure;
        });
    }

    private static UnaryOperator<MetricsSource> rows(UnaryOperator<Observation> change) {
        return Meddled.fetching((source, slice, sink) -> source.fetch(slice, new ObservationSink() {
            @Override
            public void accept(Observation row) {
                sink.accept(change.apply(row));
            }

            @Override
            public void reject(RejectedRow row) {
                sink.reject(row);
            }

            @Override
            public Cancellation cancellation() {
                return sink.cancellation();
            }
        }));
    }
}
