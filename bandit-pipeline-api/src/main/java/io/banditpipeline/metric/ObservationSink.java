package io.banditpipeline.metric;

import io.banditpipeline.quality.RejectedRow;

/** Takes the rows of one slice, one at a time. Not thread-safe: one fetch uses one sink on one thread at a time. */
public interface ObservationSink {
    /** Takes a row. */
    void accept(Observation row);

    /** Takes a row that could not be read: it is kept in quarantine with its reasons (R8). */
    void reject(RejectedRow row);
}
