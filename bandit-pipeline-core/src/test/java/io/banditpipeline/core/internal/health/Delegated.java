package io.banditpipeline.core.internal.health;

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

/** A storage in front of which something can happen. */
final class Delegated implements Storage {
    private final Storage real;
    private volatile Runnable beforeRuns = () -> {};
    private volatile Runnable beforeDecisions = () -> {};

    Delegated(Storage real) {
        this.real = real;
    }

    /** Is done before each use of the runs, which a check asks first. */
    void beforeRuns(Runnable action) {
        beforeRuns = action;
    }

    /** Is done before each use of the decisions. */
    void beforeDecisions(Runnable action) {
        beforeDecisions = action;
    }

    @Override
    public CatalogStore catalog() {
        return real.catalog();
    }

    @Override
    public MetricStore metrics() {
        return real.metrics();
    }

    @Override
    public OutcomeStore outcomes() {
        return real.outcomes();
    }

    @Override
    public QuarantineStore quarantine() {
        return real.quarantine();
    }

    @Override
    public QualityStore quality() {
        return real.quality();
    }

    @Override
    public RateStore rates() {
        return real.rates();
    }

    @Override
    public DecisionStore decisions() {
        beforeDecisions.run();
        return real.decisions();
    }

    @Override
    public RunStore runs() {
        beforeRuns.run();
        return real.runs();
    }

    @Override
    public AlertStore alerts() {
        return real.alerts();
    }

    @Override
    public ApiCallStore apiCalls() {
        return real.apiCalls();
    }

    @Override
    public SliceSizeStore sliceSizes() {
        return real.sliceSizes();
    }

    @Override
    public BudgetChangeStore budgetChanges() {
        return real.budgetChanges();
    }

    @Override
    public void close() {
        real.close();
    }
}
