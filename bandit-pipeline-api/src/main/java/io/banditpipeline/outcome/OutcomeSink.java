package io.banditpipeline.outcome;

import io.banditpipeline.quality.RejectedRow;

/** Takes the outcomes of one fetch, one at a time. Not thread-safe. */
public interface OutcomeSink {
    /** Takes one day's outcome. */
    void accept(Outcome outcome);

    /** Takes a row that could not be read: it is kept in quarantine with its reasons (R8). */
    void reject(RejectedRow row);
}
