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
    private volatile @Nullable RuntimeException failure;
    private volatile boolean ended;

    GuardedSink(ObservationSink sink, Cancellation cancellation) {
        this.sink = sink;
        this.cancellation = cancellation;
    }

    @Override
    public void accept(Observation row) {
        guarded(() -> sink.accept(row));
    }

    @Override
    public void reject(RejectedRow row) {
        guarded(() -> sink.reject(row));
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

    /** What was thrown at the source first; null if nothing was. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    private void guarded(Runnable delivery) {
        RuntimeException before = failure;
        if (before != null) {
            throw before;
        }
        try {
            cancellation.throwIfCancelled();
            if (ended) {
                throw new IllegalStateException("the fetch has ended: a source delivers all rows before it returns");
            }
            delivery.run();
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
