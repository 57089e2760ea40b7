package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.workflow.Cancellation;
import java.util.Collection;
import java.util.Map;

/** Reads and sets daily budgets on one platform. Thread-safe. */
public interface BudgetPort {
    /** The platform whose arms it is for, such as {@code "google_ads"}. */
    String platform();

    /**
     * Reads the budgets that the platform holds now.
     *
     * @param entities what is asked for, without repetition; of the account
     * @return one reading for each entity
     * @throws io.banditpipeline.metric.SourceException if nothing could be read at all
     * @throws io.banditpipeline.workflow.CancelledException if it was told to stop
     */
    Map<EntityRef, BudgetReading> read(Account account, Collection<EntityRef> entities, Cancellation cancellation);

    /** Whether the platform can say that it would take a budget, without taking it. */
    default boolean canValidate() {
        return false;
    }

    /** Tells a log of every call from now on. */
    default void attach(ApiCallLog log) {}
}
