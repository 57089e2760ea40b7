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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CallRecorderTest {
    private static final PipelineException AWAY = new PipelineException(ErrorCode.STORAGE, "the database is away");

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
        store.failure = AWAY;
        recorder.flush();
        store.failure = null;
        record(1);
        recorder.flush();
        assertThat(store.kept).hasSize(701).startsWith("0").endsWith("0");
    }

    @Test
    void a_storage_of_the_host_that_fails_in_its_own_way_loses_nothing_and_hurts_nobody_R8() {
        record(2);
        store.failure = new IllegalStateException("the host's pool is closed");
        recorder.flush();
        store.failure = null;
        recorder.flush();
        assertThat(store.kept).isEqualTo(numbers(0, 2));
    }

    @Test
    void a_call_that_can_never_be_stored_does_not_hold_up_the_others() {
        store.refused.addAll(List.of("3", "700"));
        record(1_234);
        recorder.flush();
        assertThat(store.kept).hasSize(1_232).doesNotContain("3", "700").isSubsetOf(numbers(0, 1_234));

        store.refused.clear();
        recorder.flush();
        assertThat(store.kept).hasSize(1_232);
    }

    @Test
    void what_is_left_of_a_refused_batch_waits_when_the_storage_fails_meanwhile() {
        store.refused.add("1");
        store.awayAt = "3";
        record(5);
        recorder.flush();
        assertThat(store.kept).containsExactly("0", "2");

        store.awayAt = "";
        recorder.flush();
        assertThat(store.kept).containsExactly("0", "2", "3", "4");
    }

    @Test
    void a_storage_that_fails_for_long_is_not_paid_for_in_memory_R15() {
        store.failure = AWAY;
        record(12_000);
        recorder.flush();
        store.failure = null;
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

    /** A store that fails when told to, and refuses some calls. */
    private static final class Calls implements ApiCallStore {
        private final List<String> kept = new ArrayList<>();
        private final Set<String> refused = new HashSet<>();
        private String awayAt = "";
        private @Nullable RuntimeException failure;

        @Override
        public void append(Collection<ApiCall> calls) {
            if (failure != null) {
                throw failure;
            }
            List<String> added = calls.stream().map(ApiCall::endpoint).toList();
            if (added.stream().anyMatch(refused::contains)) {
                throw new PipelineException(ErrorCode.INVALID_INPUT, "an account id is too long");
            }
            if (added.contains(awayAt)) {
                throw AWAY;
            }
            kept.addAll(added);
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
