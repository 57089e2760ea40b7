package io.banditpipeline.core.internal.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.testkit.source.RecordingSink;
import io.banditpipeline.workflow.CancelledException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Nothing is stored after a collection was told to stop, whatever its source makes of it. */
class CancelledCollectionTest extends CollectionFixture {
    private final Stop stop = new Stop();

    @Test
    void a_collection_that_was_told_to_stop_asks_for_nothing() {
        stop.pull();
        assertThatThrownBy(() -> run(collection(30, new Reach.Due()), stop)).isInstanceOf(CancelledException.class);
        assertThat(scripted.fetches()).isEmpty();
    }

    @Test
    void it_stops_between_slices_and_goes_on_there_R14() {
        source = new Interposed(scripted, (slice, sink) -> scripted.fetch(slice, sink));
        AccountCollection collection = collection(30, new Reach.Due());
        assertThatThrownBy(() -> collection.run(
                        stop,
                        (done, total, detail) -> {
                            if (done == 1) {
                                stop.pull();
                            }
                        },
                        slice -> java.util.Map.of()))
                .isInstanceOf(CancelledException.class);
        assertThat(complete()).isEqualTo(days(29, 20));
        run(collection);
        assertThat(complete()).isEqualTo(days(29, 0));
        assertThat(collection.report(Optional.empty()).counts().fetched()).isEqualTo(30);
    }

    @Test
    void rows_are_refused_from_then_on_and_the_slice_leaves_nothing_R7() {
        int[] accepted = new int[1];
        source = new Interposed(scripted, (slice, sink) -> rows(slice).forEach(row -> {
            if (accepted[0] == 3) {
                stop.pull();
            }
            sink.accept(row);
            accepted[0]++;
        }));
        assertNothingStored();
        assertThat(accepted[0]).isEqualTo(3);
    }

    @Test
    void a_source_that_swallows_the_refusal_gets_nothing_stored_R7() {
        source = new Interposed(scripted, (slice, sink) -> {
            List<Observation> rows = rows(slice);
            rows.subList(0, 5).forEach(sink::accept);
            stop.pull();
            rows.subList(5, rows.size()).forEach(row -> swallowing(() -> sink.accept(row)));
        });
        assertNothingStored();
    }

    @Test
    void a_source_that_is_stopped_after_its_last_row_gets_nothing_stored_R7() {
        source = new Interposed(scripted, (slice, sink) -> {
            scripted.fetch(slice, sink);
            stop.pull();
        });
        assertNothingStored();
    }

    @Test
    void a_source_that_asks_whether_to_stop_is_told() {
        source = new Interposed(scripted, (slice, sink) -> {
            assertThat(sink.cancellation().isCancelled()).isFalse();
            stop.pull();
            assertThat(sink.cancellation().isCancelled()).isTrue();
            throw new SourceException(SourceException.Kind.TRANSIENT, "interrupted while waiting", null);
        });
        assertNothingStored();
    }

    @Test
    void a_row_that_fails_fails_the_slice_though_the_source_swallows_that_R7_R8() {
        rules.add(new RowValidator() {
            @Override
            public String id() {
                return "test.broken";
            }

            @Override
            public Verdict validate(Observation row, RowContext context) {
                throw new IllegalArgumentException("no table");
            }
        });
        source = new Interposed(
                scripted, (slice, sink) -> rows(slice).forEach(row -> swallowing(() -> sink.accept(row))));
        assertThatThrownBy(() -> run(collection(30, new Reach.Due())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule 'test.broken' itself broke");
        source = new Interposed(scripted, (slice, sink) -> {
            try {
                scripted.fetch(slice, sink);
            } catch (IllegalStateException e) {
                throw new SourceException(SourceException.Kind.TRANSIENT, "try again", e);
            }
        });
        assertThatThrownBy(() -> run(collection(30, new Reach.Due())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rule 'test.broken' itself broke");
        assertThat(complete()).isNull();
        assertThat(facts()).isEmpty();
    }

    @Test
    void an_error_fails_the_slice_though_the_source_swallows_that_too_R7_R8() {
        rules.add(new RowValidator() {
            @Override
            public String id() {
                return "test.deep";
            }

            @Override
            public Verdict validate(Observation row, RowContext context) {
                throw new StackOverflowError("too deep");
            }
        });
        source = new Interposed(scripted, (slice, sink) -> rows(slice).forEach(row -> {
            Throwable swallowed = catchThrowable(() -> sink.accept(row));
            assertThat(swallowed).isInstanceOf(StackOverflowError.class);
        }));
        assertThatThrownBy(() -> run(collection(30, new Reach.Due())))
                .isInstanceOf(StackOverflowError.class)
                .hasMessage("too deep");
        assertThat(complete()).isNull();
        assertThat(facts()).isEmpty();
    }

    @Test
    void rows_that_come_after_the_fetch_has_ended_are_refused() {
        AtomicReference<ObservationSink> kept = new AtomicReference<>();
        source = new Interposed(scripted, (slice, sink) -> {
            kept.set(sink);
            scripted.fetch(slice, sink);
        });
        run(collection(10, new Reach.Due()));
        Observation late =
                RecordingSink.fetch(scripted, scripted.fetches().get(0)).rows().get(0);
        assertThatThrownBy(() -> kept.get().accept(late))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the fetch has ended");
    }

    @Test
    void a_try_that_is_slow_to_stop_neither_stores_nor_counts_besides_the_next_one_R1() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        source = new Interposed(scripted, (slice, sink) -> {
            boolean first = scripted.fetches().isEmpty();
            scripted.fetch(slice, sink);
            if (first) {
                stuck.countDown();
                await(released);
            }
        });
        AccountCollection collection = collection(30, new Reach.Due());
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<?> slow = threads.submit(() -> run(collection, stop));
            await(stuck);
            stop.pull();
            run(collection);
            released.countDown();
            assertThatThrownBy(() -> slow.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);
        } finally {
            released.countDown();
            threads.shutdownNow();
        }
        assertThat(collection.report(Optional.empty()).counts().fetched()).isEqualTo(30);
        assertThat(complete()).isEqualTo(days(29, 0));
    }

    private void assertNothingStored() {
        AccountCollection collection = collection(30, new Reach.Due());
        assertThatThrownBy(() -> run(collection, stop)).isInstanceOf(CancelledException.class);
        assertThat(complete()).isNull();
        assertThat(facts()).isEmpty();
        assertThat(collection.report(Optional.of("stopped")).counts().fetched()).isZero();
        assertThat(collection.report(Optional.of("stopped")).tallies().days()).isEmpty();
    }

    private List<Observation> rows(io.banditpipeline.metric.Slice slice) {
        return RecordingSink.fetch(scripted, slice).rows();
    }

    /** What a careless source does. */
    private static void swallowing(Runnable delivery) {
        try {
            delivery.run();
        } catch (RuntimeException e) {
            assertThat(e).isNotNull();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
