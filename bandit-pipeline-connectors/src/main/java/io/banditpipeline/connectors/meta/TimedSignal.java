package io.banditpipeline.connectors.meta;

import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;

/** Looks again when the time is over. */
final class TimedSignal implements RunSignal {
    private final Waiter waiter;

    TimedSignal(Waiter waiter) {
        this.waiter = waiter;
    }

    @Override
    public void await(String run, Duration atMost, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        try {
            waiter.await(atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancellation.throwIfCancelled();
            throw new CancelledException("interrupted while waiting for report run " + run + " of Meta");
        }
        cancellation.throwIfCancelled();
    }
}
