package io.banditpipeline.jooq.internal.quarantine;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;

/** Adds rows to the metrics inside a transaction that is in progress: how parked rows come back. */
@FunctionalInterface
public interface RowReadmission {
    /**
     * Adds rows as {@link io.banditpipeline.store.MetricStore#append} does.
     *
     * @param source the source that had delivered them
     * @param rows rows of entities that belong to an arm; can be read again
     */
    SliceReceipt append(Session session, Account account, String source, Iterable<Observation> rows)
            throws SQLException;
}
