package io.banditpipeline.store;

/**
 * Where everything is kept.
 *
 * <p>A storage promises that each method call is one transaction: after a crash it has happened or not (R14). Several
 * threads and several processes may use one database at once; calls that collide wait for each other or are retried
 * inside. Values come back exactly as they were given; instants, of the years 1900 to 9999, are cut off to microseconds
 * and not rounded, and durations to milliseconds. An exception of an {@link Iterable} or a consumer that was handed in
 * is passed on, or is the cause of what is thrown, and nothing is then changed.
 *
 * <p>{@code io.banditpipeline.testkit.store.StorageContract} holds an implementation to these promises.
 */
public interface Storage extends AutoCloseable {
    /** Campaigns, arms and entities. */
    CatalogStore catalog();

    /** Metrics of arms. */
    MetricStore metrics();

    /** The host's outcomes. */
    OutcomeStore outcomes();

    /** Rows that cannot be used, or not yet. */
    QuarantineStore quarantine();

    /** Scores, findings and what detectors have learnt. */
    QualityStore quality();

    /** Exchange rates that were used. */
    RateStore rates();

    /** Model runs and allocations. */
    DecisionStore decisions();

    /** The history of runs, and who is at work on which. */
    RunStore runs();

    /** Alerts and what became of them. */
    AlertStore alerts();

    /** Calls of platforms' APIs. */
    ApiCallStore apiCalls();

    /** How many days at once platforms were able to answer for. */
    SliceSizeStore sliceSizes();

    /** What became of budgets on platforms. */
    BudgetChangeStore budgetChanges();

    /** Releases connections; returns within a bound and leaves no thread. Calling it again does nothing. */
    @Override
    void close();
}
