package io.banditpipeline.core.internal.collect;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.workflow.Cancellation;
import org.jspecify.annotations.Nullable;

/**
 * What a source is handed: takes rows until the fetch is told to stop, breaks or ends, and remembers the first failure,
 * so that a source that swallows it does not get half a slice stored.
 */
final class GuardedSink implements ObservationSink {
    private final ObservationSink sink;
    private final Cancellation cancellation;
    private volatile @Nullable Throwable failure;
    private volatile boolean ended;

    GuardedSink(ObservationSink sink, Cancellation cancellation) {
        this.sink = sink;
        this.cancellation = cancellation;
    }

    @Override
    public void accept(Observation row) {
        guarded(() -> sink.accept(required(row, "a row")));
    }

    @Override
    public void reject(RejectedRow row) {
        guarded(() -> sink.reject(required(row, "a rejected row")));
    }

    @Override
    public void cleaned(Cleaning kind, long times, String example) {
        guarded(() -> sink.cleaned(kind, times, example));
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Refuses all rows from now on. */
    void end() {
        ended = true;
    }

    /** Throws what was thrown at the source first, if anything was. */
    void rethrow() {
        rethrow(failure);
    }

    /** As {@link #rethrow}, of a source that threw: what it throws because a row failed is not the source's failure. */
    void rethrowBecauseOf(RuntimeException thrown) {
        Throwable first = failure;
        if (first != null && first != thrown) {
            first.addSuppressed(thrown);
        }
        rethrow(first);
    }

    private static void rethrow(@Nullable Throwable before) {
        if (before instanceof Error error) {
            throw error;
        }
        if (before instanceof RuntimeException exception) {
            throw exception;
        }
    }

    private void guarded(Runnable delivery) {
        rethrow(failure);
        try {
            cancellation.throwIfCancelled();
            if (ended) {
                throw new IllegalStateException("the fetch has ended: a source delivers all rows before it returns");
            }
            delivery.run();
        } catch (RuntimeException | Error e) { // an error too: a source that swallows it must not pass as complete
            failure = e;
            throw e;
        }
    }

    /** Sources may be written without null checks, so what the compiler rules out here can come all the same. */
    private static <T> T required(@Nullable T delivered, String what) {
        if (delivered == null) {
            throw new IllegalStateException("the source delivered null instead of " + what
                    + ": mend the source; nothing of the slice is stored");
        }
        return delivered;
    }
}
