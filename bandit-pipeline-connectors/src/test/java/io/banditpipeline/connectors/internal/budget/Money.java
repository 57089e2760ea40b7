package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Allocations, arms and entities for tests of budgets. */
final class Money {
    static final Currency USD = Currency.getInstance("USD");
    static final Currency EUR = Currency.getInstance("EUR");
    static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    private Money() {}

    static Account account(String id, Currency currency) {
        return new Account("fake", id, ZoneId.of("Europe/Berlin"), currency);
    }

    static EntityRef campaign(String id) {
        return new EntityRef(Level.CAMPAIGN, id);
    }

    static Arm arm(String id, Account account, String... campaigns) {
        List<EntityRef> entities = Stream.of(campaigns).map(Money::campaign).toList();
        return new Arm(id, "c1", account, "channel", "", "", entities, BudgetLimits.none());
    }

    /** @param micros by arm */
    static Allocation allocation(String id, Currency currency, Map<String, Long> micros) {
        List<ArmAllocation> arms = new TreeMap<>(micros)
                .entrySet().stream()
                        .map(entry -> new ArmAllocation(
                                entry.getKey(), entry.getValue(), 0, 0, 0, 0, 0, 0, Binding.NONE, "test"))
                        .toList();
        return new Allocation(
                id,
                "c1",
                DAY,
                currency,
                micros.values().stream().mapToLong(Long::longValue).sum(),
                0,
                arms,
                Allocation.State.DECIDED,
                "test",
                new DecisionRecord(Instant.EPOCH, "config", "agent", null, 1, "inputs"));
    }
}
