package io.banditpipeline.jooq.internal.quarantine;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.SliceReceipt;
import java.sql.SQLException;

/** Adds rows to the metrics inside a transaction that is in progress: how parked and held rows come back. */
public interface RowReadmission {
    /** Waits until no other transaction changes the rows of an account, and keeps others waiting until it ends. */
    void lock(Session session, Account account);

    /**
     * Adds rows as {@link io.banditpipeline.store.MetricStore#append} does.
     *
     * @param source the source that had delivered them
     * @param rows rows of entities that belong to an arm; can be read again
     */
    SliceReceipt append(Session session, Account account, String source, Iterable<Observation> rows)
            throws SQLException;

    /**
     * Adds a row, or parks it if its entity belongs to no arm.
     *
     * @param source the source that had delivered it
     * @throws io.banditpipeline.error.PipelineException with code INVALID_INPUT if the account cannot have such a row
     */
    void admit(Session session, Account account, String source, Observation row) throws SQLException;

    /** Whether the numbers of a row that was let back in count, or will once its entity belongs to an arm. */
    boolean counts(Session session, Account account, Observation row);
}
