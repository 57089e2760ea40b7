package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetHistory;
import io.banditpipeline.campaign.EntityRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Remembers budgets for as long as this instance lives, where no other history is attached. Thread-safe. */
final class RecentBudgets implements BudgetHistory {
    private final Map<Key, Deque<BudgetChange>> changes = new HashMap<>();

    private record Key(String accountKey, EntityRef entity) {}

    @Override
    public synchronized void add(BudgetChange change) {
        Deque<BudgetChange> own =
                changes.computeIfAbsent(new Key(change.accountKey(), change.entity()), key -> new ArrayDeque<>());
        own.addLast(change);
        Instant oldest = change.at().minus(BudgetRules.LOOK_BACK);
        own.removeIf(old -> old.at().isBefore(oldest));
    }

    @Override
    public synchronized List<BudgetChange> since(String accountKey, EntityRef entity, Instant moment) {
        return changes.getOrDefault(new Key(accountKey, entity), new ArrayDeque<>()).stream()
                .filter(change -> !change.at().isBefore(moment))
                .toList();
    }
}
