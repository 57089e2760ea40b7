package io.banditpipeline.testkit.store;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.store.BudgetChangeStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What became of budgets, in memory. */
final class InMemoryBudgetChanges implements BudgetChangeStore {
    private final Object lock;

    /** In the order of being added. */
    private final List<BudgetChange> changes = new ArrayList<>();

    InMemoryBudgetChanges(Object lock) {
        this.lock = lock;
    }

    @Override
    public void add(BudgetChange change) {
        BudgetChange kept = kept(change);
        synchronized (lock) {
            changes.add(kept);
        }
    }

    @Override
    public List<BudgetChange> since(String accountKey, EntityRef entity, Instant given) {
        Instant moment = Kept.micros(given);
        synchronized (lock) {
            return changes.stream()
                    .filter(change -> change.accountKey().equals(accountKey)
                            && change.entity().equals(entity)
                            && !change.at().isBefore(moment))
                    .sorted(Comparator.comparing(BudgetChange::at))
                    .toList();
        }
    }

    @Override
    public List<BudgetChange> latest(int limit) {
        synchronized (lock) {
            return Kept.latestFirst(changes, BudgetChange::at).stream()
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public long removeBefore(Instant given) {
        Instant moment = Kept.micros(given);
        synchronized (lock) {
            long before = changes.size();
            changes.removeIf(change -> change.at().isBefore(moment));
            return before - changes.size();
        }
    }

    private static BudgetChange kept(BudgetChange change) {
        return new BudgetChange(
                change.allocationId(),
                change.armId(),
                change.accountKey(),
                change.entity(),
                change.day(),
                Kept.micros(change.at()),
                change.currency(),
                change.beforeMicros(),
                change.afterMicros(),
                change.state(),
                change.text());
    }
}
