package io.banditpipeline.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.call.ApiCall;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.ApiCallStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallRecorderTest {
    private final Calls store = new Calls();
    private final CallRecorder recorder = new CallRecorder(store);

    @Test
    void calls_are_stored_in_order_when_flushed() {
        record(1_234);
        assertThat(store.kept).isEmpty();
        recorder.flush();
        assertThat(store.kept).isEqualTo(numbers(0, 1_234));
        recorder.flush();
        assertThat(store.kept).hasSize(1_234);
    }

    @Test
    void a_storage_that_fails_loses_nothing_and_hurts_nobody_R8() {
        record(700);
        store.fails = true;
        recorder.flush();
        store.fails = false;
        record(1);
        recorder.flush();
        assertThat(store.kept).hasSize(701).startsWith("0").endsWith("0");
    }

    @Test
    void a_storage_that_fails_for_long_is_not_paid_for_in_memory_R15() {
        store.fails = true;
        record(12_000);
        recorder.flush();
        store.fails = false;
        recorder.flush();
        assertThat(store.kept).isEqualTo(numbers(2_000, 12_000));
    }

    private void record(int calls) {
        numbers(0, calls)
                .forEach(number -> recorder.called(
                        new ApiCall("meta", "1", number, Instant.EPOCH, Duration.ZERO, 1, 200, "", "", "")));
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    /** A store that fails when told to. */
    private static final class Calls implements ApiCallStore {
        private final List<String> kept = new ArrayList<>();
        private boolean fails;

        @Override
        public void append(Collection<ApiCall> calls) {
            if (fails) {
                throw new PipelineException(ErrorCode.STORAGE, "the database is away");
            }
            calls.forEach(call -> kept.add(call.endpoint()));
        }

        @Override
        public List<ApiCall> latest(String platform, boolean failedOnly, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long removeBefore(Instant moment) {
            throw new UnsupportedOperationException();
        }
    }
}
