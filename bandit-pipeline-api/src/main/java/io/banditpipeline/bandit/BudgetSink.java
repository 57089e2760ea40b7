package io.banditpipeline.bandit;

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
}
