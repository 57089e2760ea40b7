package io.banditpipeline.core.internal.plan;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Campaign;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Holds what was good before, when something fails a gate (R10). */
final class Holding {
    private Holding() {}

    /**
     * The last good allocation for another day; without one, the arms' recent spend; without that, no budgets at all,
     * which leaves the platforms as they are.
     *
     * @param budgetMicros what may be spent, if that is known: the held budgets are cut in proportion if they exceed it
     */
    static Allocation of(
            Campaign campaign,
            LocalDate day,
            String reason,
            Optional<Allocation> lastGood,
            List<ArmState> states,
            OptionalLong budgetMicros,
            DecisionRecord record) {
        List<ArmAllocation> held = lastGood.map(good -> good.arms().stream()
                        .map(arm -> arm(arm.armId(), arm.budgetMicros(), arm.previousMicros()))
                        .toList())
                .orElseGet(() -> states.stream()
                        .map(state -> arm(state.armId(), state.recentMicros(), state.recentMicros()))
                        .toList());
        long sum = held.stream().mapToLong(ArmAllocation::budgetMicros).sum();
        long budget = Math.min(sum, budgetMicros.orElse(sum));
        List<ArmAllocation> arms = budget == sum
                ? held
                : held.stream()
                        .map(arm -> cut(arm, budget, sum, campaign.currency()))
                        .toList();
        long spent = arms.stream().mapToLong(ArmAllocation::budgetMicros).sum();
        String what = lastGood.map(good -> "the budgets of " + good.day() + " are held")
                .orElse(held.isEmpty() ? "no budgets are set" : "the recent spend of each arm is held");
        String id = new Digest()
                .add("held")
                .add(campaign.id())
                .add(day.toEpochDay())
                .add(reason)
                .add(lastGood.map(Allocation::id).orElse(""))
                .add(record.inputsHash())
                .add(budget)
                .hex();
        return new Allocation(
                id,
                campaign.id(),
                day,
                campaign.currency(),
                budget,
                budget - spent,
                arms,
                Allocation.State.HELD,
                what + ", because " + reason,
                record);
    }

    private static ArmAllocation arm(String armId, long micros, long previousMicros) {
        return new ArmAllocation(
                armId,
                micros,
                previousMicros,
                micros,
                micros,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Binding.HELD,
                "held");
    }

    /** Rounded down to what platforms take; the rest stays unspent (R9). */
    private static ArmAllocation cut(ArmAllocation arm, long budget, long sum, Currency currency) {
        long micros = BigInteger.valueOf(arm.budgetMicros())
                .multiply(BigInteger.valueOf(budget))
                .divide(BigInteger.valueOf(sum))
                .longValueExact();
        return arm(arm.armId(), BudgetOfDay.wholeMinorUnits(micros, currency), arm.previousMicros());
    }
}
