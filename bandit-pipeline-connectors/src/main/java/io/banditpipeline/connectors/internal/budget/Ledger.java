package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.bandit.BudgetHistory;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.money.Micros;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what becomes of the budgets of one account when one allocation is published. Not thread-safe. */
final class Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetPublisher.class);

    private final Allocation allocation;
    private final Account account;
    private final BudgetHistory history;
    private final InstantSource clock;
    private final Map<EntityRef, EntityPast> pasts = new HashMap<>();

    Ledger(Allocation allocation, Account account, BudgetHistory history, InstantSource clock) {
        this.allocation = allocation;
        this.account = account;
        this.history = history;
        this.clock = clock;
    }

    /** Now, as precise as it is stored. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    EntityPast past(EntityRef entity) {
        return pasts.computeIfAbsent(
                entity, ref -> new EntityPast(history.since(account.key(), ref, now().minus(BudgetRules.LOOK_BACK))));
    }

    /** Writes down what is not done; nothing if that is what was written of this allocation last. */
    void note(Arm arm, EntityRef entity, OptionalLong before, long after, State state, String text) {
        BudgetChange change = change(arm, entity, before, after, state, text);
        boolean known = past(entity)
                .lastOf(allocation.id(), arm.id())
                .filter(last -> last.state() == state
                        && last.afterMicros() == after
                        && last.beforeMicros().equals(before)
                        && last.text().equals(text))
                .isPresent();
        if (!known) {
            add(change);
        }
    }

    /** Writes down that a change is sent, or how that went. */
    void tell(Wanted wanted, State state, String text) {
        OptionalLong before = OptionalLong.of(wanted.held().micros());
        add(change(wanted.arm(), wanted.entity(), before, wanted.micros(), state, text));
    }

    /** Writes down how a change went that was sent before, perhaps by an instance that was killed then. */
    void settle(BudgetChange sent, State state, String text) {
        add(new BudgetChange(
                sent.allocationId(),
                sent.armId(),
                sent.accountKey(),
                sent.entity(),
                sent.day(),
                now(),
                sent.currency(),
                sent.beforeMicros(),
                sent.afterMicros(),
                state,
                text));
    }

    /** An entity for a person. */
    String name(EntityRef entity) {
        return account.key() + " " + entity.level() + " " + entity.id();
    }

    /** An amount for a person. */
    String money(long micros) {
        return Micros.toDecimal(micros).stripTrailingZeros().toPlainString() + " "
                + account.currency().getCurrencyCode();
    }

    private BudgetChange change(Arm arm, EntityRef entity, OptionalLong before, long after, State state, String text) {
        return new BudgetChange(
                allocation.id(),
                arm.id(),
                account.key(),
                entity,
                allocation.day(),
                now(),
                account.currency(),
                before,
                after,
                state,
                text);
    }

    private void add(BudgetChange change) {
        EntityPast known = past(change.entity());
        history.add(change);
        pasts.put(change.entity(), known.and(change));
        LOG.info(
                "budget account={} entity={}/{} arm={} before={} after={} state={} {}",
                change.accountKey(),
                change.entity().level(),
                change.entity().id(),
                change.armId(),
                change.beforeMicros().isPresent() ? money(change.beforeMicros().getAsLong()) : "unknown",
                money(change.afterMicros()),
                change.state(),
                change.text());
    }
}
