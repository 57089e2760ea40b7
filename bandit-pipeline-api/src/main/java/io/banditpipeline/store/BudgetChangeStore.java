package io.banditpipeline.store;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetHistory;
import java.time.Instant;
import java.util.List;

/** What became of budgets on platforms. Thread-safe. */
public interface BudgetChangeStore extends BudgetHistory {
    /** The latest changes of all accounts, the latest first; of one moment, the last added first. */
    List<BudgetChange> latest(int limit);

    /**
     * Removes changes that were made before a moment.
     *
     * @return how many
     */
    long removeBefore(Instant moment);
}
