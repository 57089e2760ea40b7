package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.alert.JooqAlertStore;
import io.banditpipeline.jooq.internal.budget.JooqBudgetChangeStore;
import io.banditpipeline.jooq.internal.call.JooqApiCallStore;
import io.banditpipeline.jooq.internal.catalog.JooqCatalogStore;
import io.banditpipeline.jooq.internal.decision.JooqDecisionStore;
import io.banditpipeline.jooq.internal.metric.JooqMetricStore;
import io.banditpipeline.jooq.internal.metric.JooqSliceSizeStore;
import io.banditpipeline.jooq.internal.metric.MetricReadmission;
import io.banditpipeline.jooq.internal.outcome.JooqOutcomeStore;
import io.banditpipeline.jooq.internal.quality.JooqQualityStore;
import io.banditpipeline.jooq.internal.quarantine.JooqQuarantineStore;
import io.banditpipeline.jooq.internal.rate.JooqRateStore;
import io.banditpipeline.jooq.internal.run.JooqRunStore;
import io.banditpipeline.jooq.internal.sql.Database;
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

/** The stores of one database. */
record Stores(
        CatalogStore catalog,
        MetricStore metrics,
        OutcomeStore outcomes,
        QuarantineStore quarantine,
        QualityStore quality,
        RateStore rates,
        DecisionStore decisions,
        RunStore runs,
        AlertStore alerts,
        ApiCallStore apiCalls,
        SliceSizeStore sliceSizes,
        BudgetChangeStore budgetChanges) {
    static Stores of(Database database) {
        return new Stores(
                new JooqCatalogStore(database),
                new JooqMetricStore(database),
                new JooqOutcomeStore(database),
                new JooqQuarantineStore(database, new MetricReadmission()),
                new JooqQualityStore(database),
                new JooqRateStore(database),
                new JooqDecisionStore(database),
                new JooqRunStore(database),
                new JooqAlertStore(database),
                new JooqApiCallStore(database),
                new JooqSliceSizeStore(database),
                new JooqBudgetChangeStore(database));
    }
}
