package io.banditpipeline.bandit;

import io.banditpipeline.call.ApiCallLog;

/**
 * Where decided budgets go: a platform or the host.
 *
 * <p>A sink may be called again with the same allocation (its id is then the same) and must then change nothing more.
 * Held allocations are not published.
 */
@FunctionalInterface
public interface BudgetSink {
    /**
     * Applies an allocation.
     *
     * @throws RuntimeException if it could not be applied; it is tried again, in the run and in later attempts at it,
     *     until the day is over or another allocation was decided; the run reports the step as failed
     */
    void publish(Allocation allocation);

    /**
     * Tells the sink who hears of its calls from now on, and where it keeps what became of budgets. A pipeline does so
     * once, when it is built.
     */
    default void attach(ApiCallLog log, BudgetHistory history) {}
}
