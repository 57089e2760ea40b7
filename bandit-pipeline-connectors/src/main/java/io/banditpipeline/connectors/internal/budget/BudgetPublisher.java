package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.BudgetHistory;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.workflow.Cancellation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the daily budgets of one platform's entities to what an allocation gives their arms. Arms of other platforms are
 * left alone. Decreases go first, so that a failure half-way leaves less money in force rather than more. Thread-safe:
 * allocations are published one after the other.
 */
final class BudgetPublisher implements BudgetSink {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetPublisher.class);

    private final BudgetPort port;
    private final Supplier<? extends Collection<Arm>> arms;
    private final ExchangeRates rates;
    private final BudgetRules rules;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile BudgetHistory history = new RecentBudgets();

    BudgetPublisher(
            BudgetPort port,
            Supplier<? extends Collection<Arm>> arms,
            ExchangeRates rates,
            BudgetRules rules,
            InstantSource clock) {
        this.port = port;
        this.arms = arms;
        this.rates = rates;
        this.rules = rules;
        this.clock = clock;
    }

    /** An arm and what it gets. */
    private record Share(Arm arm, ArmAllocation allocation) {}

    @Override
    public void attach(ApiCallLog log, BudgetHistory kept) {
        port.attach(log);
        history = kept;
    }

    /**
     * {@inheritDoc}
     *
     * @throws SourceException if a budget is not as decided, when all that could be set were: of kind THROTTLED or
     *     TRANSIENT if trying again helps, else of the first failure's
     */
    @Override
    public void publish(Allocation allocation) {
        lock.lock();
        try {
            Problems problems = new Problems(rules.live());
            List<Share> shares = shares(allocation);
            Set<EntityKey> shared = shared(shares);
            byAccount(shares).forEach((account, own) -> publish(allocation, account, own, shared, problems));
            problems.throwIfAny(allocation.id());
        } finally {
            lock.unlock();
        }
    }

    /** An entity and the account that it belongs to. */
    private record EntityKey(String accountKey, EntityRef entity) {}

    private List<Share> shares(Allocation allocation) {
        Map<String, Arm> known = new LinkedHashMap<>();
        arms.get().forEach(arm -> known.put(arm.id(), arm));
        List<Share> shares = new ArrayList<>();
        for (ArmAllocation share : allocation.arms()) {
            Arm arm = known.get(share.armId());
            if (arm == null) {
                LOG.warn(
                        "arm={} allocation={} is not among the arms of the {} budgets, which leave it alone",
                        share.armId(),
                        allocation.id(),
                        port.platform());
            } else if (arm.account().platform().equals(port.platform())) {
                shares.add(new Share(arm, share));
            }
        }
        return shares;
    }

    /** Entities that two arms have. */
    private static Set<EntityKey> shared(List<Share> shares) {
        Set<EntityKey> seen = new HashSet<>();
        Set<EntityKey> shared = new HashSet<>();
        for (Share share : shares) {
            for (EntityRef entity : new HashSet<>(share.arm().entities())) {
                EntityKey key = new EntityKey(share.arm().account().key(), entity);
                if (!seen.add(key)) {
                    shared.add(key);
                }
            }
        }
        return shared;
    }

    private static Map<Account, List<Share>> byAccount(List<Share> shares) {
        Map<Account, List<Share>> byAccount = new LinkedHashMap<>();
        shares.forEach(share -> byAccount
                .computeIfAbsent(share.arm().account(), account -> new ArrayList<>())
                .add(share));
        return byAccount;
    }

    private void publish(
            Allocation allocation, Account account, List<Share> shares, Set<EntityKey> shared, Problems problems) {
        List<EntityRef> entities = shares.stream()
                .flatMap(share -> share.arm().entities().stream())
                .distinct()
                .toList();
        if (entities.isEmpty()) {
            return;
        }
        Ledger ledger = new Ledger(allocation, account, history, clock);
        AccountBudgets budgets = new AccountBudgets(port, account, rules, ledger, problems, Cancellation.never());
        Map<EntityRef, BudgetReading> readings;
        try {
            readings = budgets.read(entities);
        } catch (SourceException failure) {
            problems.add(account.key() + ": none of its budgets could be read", failure);
            return;
        }
        ArmPlanner planner = new ArmPlanner(allocation, account, rates, ledger, problems);
        Set<EntityRef> twice = new HashSet<>();
        entities.stream()
                .filter(entity -> shared.contains(new EntityKey(account.key(), entity)))
                .forEach(twice::add);
        List<Wanted> wanted = shares.stream()
                .flatMap(share -> planner.plan(share.arm(), share.allocation(), readings, twice).stream())
                .sorted(Comparator.comparingLong(Wanted::change))
                .toList();
        Decider decider = new Decider(allocation, rules, ledger);
        wanted.forEach(one -> budgets.apply(one, decider.decide(one)));
        budgets.verify();
    }
}
