package io.banditpipeline.connectors.google;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.workflow.Cancellation;

/** Counts what it passes on: what was delivered cannot be asked for again within the fetch. Not thread-safe. */
final class CountingSink implements ObservationSink {
    private final ObservationSink sink;
    private long delivered;

    CountingSink(ObservationSink sink) {
        this.sink = sink;
    }

    /** How many rows were passed on or kept back to be, those that were rejected included. */
    long delivered() {
        return delivered;
    }

    /** Counts a row that is kept back until those that belong to it have come. */
    void keptBack() {
        delivered++;
    }

    @Override
    public void accept(Observation row) {
        delivered++;
        sink.accept(row);
    }

    @Override
    public void reject(RejectedRow row) {
        delivered++;
        sink.reject(row);
    }

    @Override
    public void cleaned(Cleaning kind, long times, String example) {
        sink.cleaned(kind, times, example);
    }

    @Override
    public Cancellation cancellation() {
        return sink.cancellation();
    }
}
