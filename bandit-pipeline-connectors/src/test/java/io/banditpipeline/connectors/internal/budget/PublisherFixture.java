package io.banditpipeline.connectors.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.store.BudgetChangeStore;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sink on a fake platform, and a history that outlives it. */
abstract class PublisherFixture {
    final ManualClock clock = ManualClock.at("2026-11-24T01:00:00Z");
    final FakePlatform platform = new FakePlatform();
    final BudgetChangeStore history = new InMemoryStorage().budgetChanges();
    final Account account = Money.account("1", Money.USD);
    final EntityRef e1 = Money.campaign("e1");
    final EntityRef e2 = Money.campaign("e2");
    final EntityRef e3 = Money.campaign("e3");
    List<Arm> arms = new ArrayList<>(List.of(Money.arm("a", account, "e1"), Money.arm("b", account, "e2")));

    PublisherFixture() {
        platform.budgets.put(e1, 100_000_000L);
        platform.budgets.put(e2, 100_000_000L);
        platform.budgets.put(e3, 100_000_000L);
    }

    BudgetSinkBuilder sink() {
        return new PublisherBuilder(platform, clock).arms(() -> arms);
    }

    /** A sink as a process makes it when it starts. */
    BudgetSink started(BudgetSinkBuilder builder) {
        BudgetSink sink = builder.build();
        sink.attach(ApiCallLog.none(), history);
        return sink;
    }

    BudgetSink live() {
        return started(sink().live());
    }

    void publish(BudgetSink sink, String allocation, long a, long b) {
        sink.publish(Money.allocation(allocation, Money.USD, Map.of("a", a, "b", b)));
    }

    @Nullable
    RuntimeException failure(BudgetSink sink, String allocation, long a, long b) {
        try {
            publish(sink, allocation, a, b);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    List<BudgetChange> changes(EntityRef entity) {
        return history.since(account.key(), entity, Instant.MIN);
    }

    List<State> states(EntityRef entity) {
        return changes(entity).stream().map(BudgetChange::state).toList();
    }

    BudgetChange last(EntityRef entity) {
        List<BudgetChange> changes = new ArrayList<>(changes(entity));
        Collections.reverse(changes);
        assertThat(changes).isNotEmpty();
        return changes.get(0);
    }
}
