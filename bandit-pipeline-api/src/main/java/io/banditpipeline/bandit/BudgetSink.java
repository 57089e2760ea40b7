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
     * @throws RuntimeException if it could not be applied; the run then reports the step as failed, and the next run
     *     tries again
     */
    void publish(Allocation allocation);
}
