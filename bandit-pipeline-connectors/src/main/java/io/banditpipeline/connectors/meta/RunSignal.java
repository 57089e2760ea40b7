package io.banditpipeline.connectors.meta;

import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;

/**
 * Waits until it is worth looking whether a report run has ended: by waiting, or until Meta says so. Whoever hears of
 * {@code async_requests} events can return sooner; looking too early or too late changes nothing but calls and time.
 * Implementations are thread-safe.
 */
@FunctionalInterface
interface RunSignal {
    /**
     * Waits until a run may have ended.
     *
     * @param run the id of the run
     * @param atMost the longest wait
     * @throws io.banditpipeline.workflow.CancelledException if it was told to stop
     */
    void await(String run, Duration atMost, Cancellation cancellation);
}
