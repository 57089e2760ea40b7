package io.banditpipeline.bandit;

import io.banditpipeline.campaign.EntityRef;
import java.time.Instant;
import java.util.List;

/** Remembers what became of budgets, so that limits of changes per hour hold across restarts. Thread-safe. */
public interface BudgetHistory {
    /** Adds what became of a change. */
    void add(BudgetChange change);

    /** The changes of an entity's budget at or after a moment, oldest first. */
    List<BudgetChange> since(String accountKey, EntityRef entity, Instant moment);
}
