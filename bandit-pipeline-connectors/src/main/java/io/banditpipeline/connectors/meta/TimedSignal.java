package io.banditpipeline.connectors.meta;

import io.banditpipeline.connectors.internal.rate.Waits;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;

/** Looks again when the time is over. */
final class TimedSignal implements RunSignal {
    private final Waiter waiter;

    TimedSignal(Waiter waiter) {
        this.waiter = waiter;
    }

    @Override
    public void await(String run, Duration atMost, Cancellation cancellation) {
        Waits.await(waiter, atMost, cancellation);
    }
}
