package io.banditpipeline.jooq;

import io.banditpipeline.jooq.internal.catalog.JooqCatalogStore;
import io.banditpipeline.jooq.internal.decision.JooqDecisionStore;
import io.banditpipeline.jooq.internal.metric.JooqMetricStore;
import io.banditpipeline.jooq.internal.outcome.JooqOutcomeStore;
import io.banditpipeline.jooq.internal.quarantine.HeldScope;
import io.banditpipeline.jooq.internal.quarantine.JooqQuarantineStore;
import io.banditpipeline.jooq.internal.quarantine.ParkedWriter;
import io.banditpipeline.jooq.internal.quarantine.QuarantineWriter;
import io.banditpipeline.jooq.internal.run.JooqRunStore;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.store.CatalogStore;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.OutcomeStore;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.SliceContent;

/** The stores of one database. */
record Stores(
        CatalogStore catalog,
        MetricStore metrics,
        OutcomeStore outcomes,
        QuarantineStore quarantine,
        DecisionStore decisions,
        RunStore runs) {
    static Stores of(Database database) {
        return new Stores(
                new JooqCatalogStore(database),
                new JooqMetricStore(database, Stores::hold),
                new JooqOutcomeStore(database),
                new JooqQuarantineStore(database, JooqMetricStore::append),
                new JooqDecisionStore(database),
                new JooqRunStore(database));
    }

    private static void hold(Session session, int accountNo, SliceContent content) {
        ParkedWriter.replace(session, accountNo, content.slice(), content.parked());
        QuarantineWriter.replace(session, HeldScope.of(content.slice()), content.observedAt(), content.rejected());
    }
}
