package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.internal.budget.BudgetReading.Held;
import io.banditpipeline.money.ExchangeRate;
import io.banditpipeline.money.ExchangeRates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Turns the budgets of an account's arms into budgets of platform entities. Not thread-safe. */
final class ArmPlanner {
    private final Allocation allocation;
    private final Account account;
    private final ExchangeRates rates;
    private final Ledger ledger;
    private final Problems problems;

    ArmPlanner(Allocation allocation, Account account, ExchangeRates rates, Ledger ledger, Problems problems) {
        this.allocation = allocation;
        this.account = account;
        this.rates = rates;
        this.ledger = ledger;
        this.problems = problems;
    }

    /** An entity of an arm and the budget that it holds. */
    private record Part(EntityRef entity, Held held) {}

    /**
     * What the entities of an arm are to have; nothing if that cannot be said, which is then written down.
     *
     * @param readings what the platform holds
     * @param shared entities that other arms of the allocation have, too
     */
    List<Wanted> plan(Arm arm, ArmAllocation share, Map<EntityRef, BudgetReading> readings, Set<EntityRef> shared) {
        Optional<BigDecimal> amount = inAccountCurrency(share.budgetMicros());
        if (amount.isEmpty()) {
            String text = "no exchange rate from " + allocation.currency() + " to " + account.currency() + " on "
                    + rateDay() + ": no budget can be set without one";
            arm.entities().forEach(entity -> refuse(arm, entity, readings, 0, text));
            return List.of();
        }
        List<EntityRef> entities = living(arm, amount.get(), readings);
        List<Part> parts = new ArrayList<>();
        for (EntityRef entity : entities) {
            settable(arm, entity, amount.get(), readings, shared).ifPresent(parts::add);
        }
        if (parts.size() == entities.size()) {
            return parts.isEmpty() ? List.of() : split(arm, share.budgetMicros() == 0, amount.get(), parts);
        }
        parts.forEach(part -> note(
                arm,
                part.entity(),
                readings,
                floor(amount.get()),
                "the budget of another entity of arm " + arm.id()
                        + " cannot be set, so that it is not known how much is left for this one"));
        return List.of();
    }

    /** Exact but for the rate's own decimals; not rounded yet. */
    private Optional<BigDecimal> inAccountCurrency(long micros) {
        BigDecimal amount = BigDecimal.valueOf(micros);
        return allocation.currency().equals(account.currency())
                ? Optional.of(amount)
                : rates.rate(allocation.currency(), account.currency(), rateDay())
                        .map(ExchangeRate::rate)
                        .map(amount::multiply);
    }

    /** The day before the one that was planned: of a later one there may be no rate yet. */
    private LocalDate rateDay() {
        return allocation.day().minusDays(1);
    }

    /** Those that are not removed: a removed one spends nothing, and its siblings get all. */
    private List<EntityRef> living(Arm arm, BigDecimal amount, Map<EntityRef, BudgetReading> readings) {
        List<EntityRef> living = new ArrayList<>();
        for (EntityRef entity : arm.entities()) {
            if (readings.get(entity) instanceof BudgetReading.Removed removed) {
                note(arm, entity, readings, 0, removed.text());
            } else {
                living.add(entity);
            }
        }
        if (living.isEmpty() && !arm.entities().isEmpty() && amount.signum() > 0) {
            problems.refused(
                    account.key() + " arm " + arm.id(), "all its entities are removed: its budget cannot be spent");
        }
        return living;
    }

    private Optional<Part> settable(
            Arm arm,
            EntityRef entity,
            BigDecimal amount,
            Map<EntityRef, BudgetReading> readings,
            Set<EntityRef> shared) {
        BudgetReading reading = readings.get(entity);
        if (shared.contains(entity)) {
            refuse(arm, entity, readings, floor(amount), "other arms have the same entity: give it to one arm only");
        } else if (reading instanceof Held held) {
            return Optional.of(new Part(entity, held));
        } else if (reading instanceof BudgetReading.Refused refused) {
            refuse(arm, entity, readings, floor(amount), refused.text());
        } else if (reading instanceof BudgetReading.Unread unread) {
            problems.add(ledger.name(entity), unread.failure());
        }
        return Optional.empty();
    }

    private List<Wanted> split(Arm arm, boolean nothing, BigDecimal amount, List<Part> parts) {
        long unit = parts.get(0).held().unitMicros();
        long units =
                amount.divide(BigDecimal.valueOf(unit), 0, RoundingMode.FLOOR).longValueExact();
        List<Wanted> wanted = new ArrayList<>();
        List<Part> open = new ArrayList<>();
        for (Part part : parts) {
            OptionalLong set = alreadySet(arm, part.entity());
            if (set.isPresent()) {
                wanted.add(new Wanted(arm, nothing, part.entity(), part.held(), set.getAsLong()));
                units = Math.max(0, units - ceil(set.getAsLong(), unit));
            } else {
                open.add(part);
            }
        }
        long[] weights = open.stream().mapToLong(part -> part.held().micros()).toArray();
        long[] least = open.stream()
                .mapToLong(part -> ceil(part.held().leastMicros(), unit))
                .toArray();
        long[] shares = Shares.of(units, weights, least);
        for (int i = 0; i < shares.length; i++) {
            Part part = open.get(i);
            wanted.add(new Wanted(arm, nothing, part.entity(), part.held(), Math.multiplyExact(shares[i], unit)));
        }
        return wanted;
    }

    /** What this allocation set before: the current budgets do not tell the shares any more. */
    private OptionalLong alreadySet(Arm arm, EntityRef entity) {
        return ledger.past(entity).lastOf(allocation.id(), arm.id()).stream()
                .filter(last -> last.state() == State.SENT || last.state() == State.VERIFIED)
                .mapToLong(last -> last.afterMicros())
                .findFirst();
    }

    private void refuse(Arm arm, EntityRef entity, Map<EntityRef, BudgetReading> readings, long after, String text) {
        note(arm, entity, readings, after, text);
        problems.refused(ledger.name(entity), text);
    }

    private void note(Arm arm, EntityRef entity, Map<EntityRef, BudgetReading> readings, long after, String text) {
        OptionalLong before =
                readings.get(entity) instanceof Held held ? OptionalLong.of(held.micros()) : OptionalLong.empty();
        ledger.note(arm, entity, before, after, State.REFUSED, text);
    }

    private static long floor(BigDecimal micros) {
        return micros.setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    private static long ceil(long micros, long unit) {
        return Math.floorDiv(micros - 1, unit) + 1;
    }
}
