package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.OutcomeStore;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.RunStore;

/** The stores of one database. */
record Stores(
        CatalogStore catalog,
        MetricStore metrics,
        OutcomeStore outcomes,
        QuarantineStore quarantine,
        DecisionStore decisions,
        RunStore runs) {
    static Stores of(Database database) {
        throw new UnsupportedOperationException(database.toString());
    }
}
