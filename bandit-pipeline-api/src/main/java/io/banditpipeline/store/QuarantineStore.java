package io.banditpipeline.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Observation;
import java.util.Map;
import java.util.function.Consumer;

/** Reads what is held: rows that cannot be used, and rows parked until their entity is mapped. */
public interface QuarantineStore {
    /** Hands every held row to the consumer, superseded ones too, oldest first. */
    void held(Consumer<? super HeldRow> consumer);

    /** The number of rows parked for each account, by account key and entity id. */
    Map<String, Map<String, Long>> parkedByEntity();

    /**
     * Moves parked rows whose entity now belongs to an arm into the metrics, in one transaction.
     *
     * @return what that changed
     */
    SliceReceipt readmit(Account account, Level level);

    /** Hands every parked row of an account and level to the consumer, by entity and interval. */
    void parked(Account account, Level level, Consumer<? super Observation> consumer);
}
