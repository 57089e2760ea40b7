package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.workflow.Cancellation;

/** Sets the daily budget of one entity. */
@FunctionalInterface
public interface BudgetWriter {
    /**
     * Asks the platform for another budget, once: a call that may have reached it is not repeated.
     *
     * @param micros the new daily budget in the account's currency; whole units
     * @param validateOnly whether the platform is only to say if it would take it
     * @throws io.banditpipeline.metric.SourceException if the platform did not take it, or did not answer
     * @throws io.banditpipeline.workflow.CancelledException if it was told to stop
     */
    void write(long micros, boolean validateOnly, Cancellation cancellation);
}
