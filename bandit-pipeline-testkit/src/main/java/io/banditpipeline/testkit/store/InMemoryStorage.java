package io.banditpipeline.testkit.store;

import io.banditpipeline.store.AlertStore;
import io.banditpipeline.store.ApiCallStore;
import io.banditpipeline.store.BudgetChangeStore;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.OutcomeStore;
import io.banditpipeline.store.QualityStore;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.RateStore;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.SliceSizeStore;
import io.banditpipeline.store.Storage;

/**
 * A storage in memory, for tests: it keeps every revision and computes each answer from all of them, so that it is easy
 * to see that it is right. It is not for production, since its memory grows with history.
 *
 * <p>What it keeps lives as long as the object; {@link #close} releases nothing, so a test may look at it afterwards.
 * This class is thread-safe.
 */
public final class InMemoryStorage implements Storage {
    private final InMemoryCatalog catalog;
    private final InMemoryMetrics metrics;
    private final InMemoryOutcomes outcomes;
    private final InMemoryQuarantine quarantine;
    private final InMemoryQuality quality;
    private final InMemoryRates rates;
    private final InMemoryDecisions decisions;
    private final InMemoryRuns runs;
    private final InMemoryAlerts alerts;
    private final InMemoryApiCalls apiCalls;
    private final InMemorySliceSizes sliceSizes;
    private final InMemoryBudgetChanges budgetChanges;

    /** An empty storage. */
    public InMemoryStorage() {
        Object lock = new Object();
        RevisionTable revisions = new RevisionTable();
        HeldTable held = new HeldTable();
        ParkedTable parked = new ParkedTable();
        catalog = new InMemoryCatalog(lock, revisions);
        metrics = new InMemoryMetrics(lock, catalog, revisions, held, parked);
        outcomes = new InMemoryOutcomes(lock, held);
        quarantine = new InMemoryQuarantine(lock, catalog, revisions, held, parked);
        quality = new InMemoryQuality(lock);
        rates = new InMemoryRates(lock);
        decisions = new InMemoryDecisions(lock, catalog);
        runs = new InMemoryRuns(lock);
        alerts = new InMemoryAlerts(lock);
        apiCalls = new InMemoryApiCalls(lock);
        sliceSizes = new InMemorySliceSizes(lock);
        budgetChanges = new InMemoryBudgetChanges(lock);
    }

    @Override
    public CatalogStore catalog() {
        return catalog;
    }

    @Override
    public MetricStore metrics() {
        return metrics;
    }

    @Override
    public OutcomeStore outcomes() {
        return outcomes;
    }

    @Override
    public QuarantineStore quarantine() {
        return quarantine;
    }

    @Override
    public QualityStore quality() {
        return quality;
    }

    @Override
    public RateStore rates() {
        return rates;
    }

    @Override
    public DecisionStore decisions() {
        return decisions;
    }

    @Override
    public RunStore runs() {
        return runs;
    }

    @Override
    public AlertStore alerts() {
        return alerts;
    }

    @Override
    public ApiCallStore apiCalls() {
        return apiCalls;
    }

    @Override
    public SliceSizeStore sliceSizes() {
        return sliceSizes;
    }

    @Override
    public BudgetChangeStore budgetChanges() {
        return budgetChanges;
    }

    /** Does nothing: there is nothing to release. */
    @Override
    public void close() {}
}
