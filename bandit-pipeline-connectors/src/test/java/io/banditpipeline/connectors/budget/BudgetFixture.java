package io.banditpipeline.connectors.budget;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.call.ApiCall;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.store.BudgetChangeStore;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.platform.PlatformRow;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Accounts without rows on a simulated platform, and allocations to their arms. */
abstract class BudgetFixture implements PlatformData {
    static final Currency USD = Currency.getInstance("USD");

    final ManualClock clock = ManualClock.at("2026-11-24T01:00:00Z");
    final BudgetChangeStore history = new InMemoryStorage().budgetChanges();
    final List<ApiCall> calls = new ArrayList<>();
    final List<Entity> entities = new ArrayList<>();
    final List<Arm> arms = new ArrayList<>();

    abstract Account account();

    @Override
    public List<Account> accounts() {
        return List.of(account());
    }

    @Override
    public List<Entity> entities(Account account, Instant now) {
        return entities;
    }

    @Override
    public List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange days, Instant now) {
        return List.of();
    }

    /** Adds an entity and, with the same name, an arm of it. */
    EntityRef add(Level level, String id, @Nullable EntityRef parent, Entity.Status status) {
        EntityRef entity = new EntityRef(level, id);
        entities.add(new Entity(entity, "name of " + id, parent, status));
        arms.add(Arm.of(id, "host campaign", account(), "channel", entity));
        return entity;
    }

    EntityRef campaign(String id) {
        return add(Level.CAMPAIGN, id, null, Entity.Status.ACTIVE);
    }

    BudgetSink started(BudgetSink sink) {
        sink.attach(calls::add, history);
        return sink;
    }

    /** @param budgets by arm, in micros of the account's currency */
    Allocation allocation(String id, Map<String, Long> budgets) {
        List<ArmAllocation> shares = new TreeMap<>(budgets)
                .entrySet().stream()
                        .map(entry -> new ArmAllocation(
                                entry.getKey(), entry.getValue(), 0, 0, 0, 0, 0, 0, Binding.NONE, "test"))
                        .toList();
        return new Allocation(
                id,
                "host campaign",
                LocalDate.of(2026, 11, 24),
                account().currency(),
                budgets.values().stream().mapToLong(Long::longValue).sum(),
                0,
                shares,
                Allocation.State.DECIDED,
                "test",
                new DecisionRecord(Instant.EPOCH, "config", "agent", null, 1, "inputs"));
    }

    List<State> states(EntityRef entity) {
        return history.since(account().key(), entity, Instant.MIN).stream()
                .map(BudgetChange::state)
                .toList();
    }

    String text(EntityRef entity) {
        return history.since(account().key(), entity, Instant.MIN).stream()
                .map(BudgetChange::text)
                .reduce((first, second) -> second)
                .orElse("");
    }
}
