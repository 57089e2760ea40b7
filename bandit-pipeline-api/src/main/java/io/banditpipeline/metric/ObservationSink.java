package io.banditpipeline.metric;

import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.workflow.Cancellation;

/** Takes the rows of one slice, one at a time. Not thread-safe: one fetch uses one sink on one thread at a time. */
public interface ObservationSink {
    /** Takes a row. */
    void accept(Observation row);

    /** Takes a row that could not be read: it is kept in quarantine with its reasons (R8). */
    void reject(RejectedRow row);

    /**
     * Tells that something was changed or left out on the way to the rows, so that the run's report can tell it. Does
     * nothing unless the sink keeps count.
     *
     * @param kind the kind of change
     * @param times how often it was made; at least 1
     * @param example an example for a person, without secrets (R11), or {@code ""}
     */
    default void cleaned(Cleaning kind, long times, String example) {}

    /**
     * Tells whether the fetch is to stop: because of a time-out, a person, or because the pipeline closes. The thread
     * of the fetch is interrupted, too, and rows are refused from then on; a source that blocks where an interruption
     * does not reach it closes its connection in {@link Cancellation#onCancel}.
     */
    default Cancellation cancellation() {
        return Cancellation.never();
    }
}
