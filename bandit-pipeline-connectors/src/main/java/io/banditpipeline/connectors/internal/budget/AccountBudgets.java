package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.connectors.internal.budget.BudgetReading.Held;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.workflow.Cancellation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Sets budgets of one account: asks, reads back, and writes down what became of it. Not thread-safe. */
final class AccountBudgets {
    private final BudgetPort port;
    private final Account account;
    private final BudgetRules rules;
    private final Ledger ledger;
    private final Problems problems;
    private final Cancellation cancellation;
    private final Map<Wanted, Outcome> sent = new LinkedHashMap<>();

    /**
     * How sending went.
     *
     * @param failure why it is not known whether the change arrived; null if the platform confirmed it
     */
    private record Outcome(@Nullable SourceException failure) {}

    AccountBudgets(
            BudgetPort port,
            Account account,
            BudgetRules rules,
            Ledger ledger,
            Problems problems,
            Cancellation cancellation) {
        this.port = port;
        this.account = account;
        this.rules = rules;
        this.ledger = ledger;
        this.problems = problems;
        this.cancellation = cancellation;
    }

    /**
     * What the platform holds. Changes that were sent before, and of which was not known whether they arrived, are
     * settled by it.
     *
     * @throws SourceException if nothing could be read
     */
    Map<EntityRef, BudgetReading> read(Collection<EntityRef> entities) {
        Map<EntityRef, BudgetReading> readings = port.read(account, entities, cancellation);
        for (EntityRef entity : entities) {
            if (readings.get(entity) instanceof Held held) {
                ledger.past(entity).open().ifPresent(open -> settle(open, held));
            }
        }
        return readings;
    }

    private void settle(BudgetChange open, Held held) {
        if (held.micros() == open.afterMicros()) {
            ledger.settle(open, State.VERIFIED, "sent before; the platform holds it");
        } else {
            ledger.settle(open, State.FAILED, "sent before, but the platform holds " + ledger.money(held.micros()));
        }
    }

    /** Does what was decided about one budget. */
    void apply(Wanted wanted, Decision decision) {
        if (decision instanceof Decision.Note note) {
            OptionalLong before = OptionalLong.of(wanted.held().micros());
            ledger.note(wanted.arm(), wanted.entity(), before, wanted.micros(), note.state(), note.text());
            if (note.again() != null) {
                problems.add(ledger.name(wanted.entity()), Kind.THROTTLED, note.text(), note.again());
            } else if (note.state() == State.REFUSED) {
                problems.refused(ledger.name(wanted.entity()), note.text());
            }
        } else if (decision instanceof Decision.Change) {
            if (rules.live()) {
                send(wanted);
            } else {
                tryDry(wanted);
            }
        }
    }

    private void tryDry(Wanted wanted) {
        State state = State.DRY_RUN;
        String text = "would be set" + raised(wanted);
        if (rules.validated()) {
            try {
                wanted.held().writer().write(wanted.micros(), true, cancellation);
                text += "; the platform would take it";
            } catch (SourceException refused) {
                state = State.REFUSED;
                text = "the platform would not take it: " + refused.getMessage();
            }
        }
        OptionalLong before = OptionalLong.of(wanted.held().micros());
        ledger.note(wanted.arm(), wanted.entity(), before, wanted.micros(), state, text);
    }

    /**
     * Writes down that a budget is sent before it is: whoever finds that after a crash reads what the platform holds.
     */
    private void send(Wanted wanted) {
        cancellation.throwIfCancelled();
        ledger.tell(wanted, State.SENT, "sent" + raised(wanted));
        try {
            wanted.held().writer().write(wanted.micros(), false, cancellation);
            sent.put(wanted, new Outcome(null));
        } catch (SourceException failure) {
            if (mayHaveArrived(failure)) {
                sent.put(wanted, new Outcome(failure));
            } else {
                ledger.tell(wanted, State.FAILED, "the platform did not take it: " + failure.getMessage());
                problems.add(ledger.name(wanted.entity()), failure);
            }
        }
    }

    private static boolean mayHaveArrived(SourceException failure) {
        return failure.kind() == Kind.TRANSIENT || failure.kind() == Kind.RESTART;
    }

    private static String raised(Wanted wanted) {
        return wanted.micros() == wanted.held().leastMicros() ? "; it is the least that the platform takes" : "";
    }

    /** Reads back what was sent. */
    void verify() {
        if (sent.isEmpty()) {
            return;
        }
        List<EntityRef> entities = sent.keySet().stream().map(Wanted::entity).toList();
        Map<EntityRef, BudgetReading> readings;
        try {
            readings = port.read(account, entities, cancellation);
        } catch (SourceException failure) {
            // They stay SENT: the next attempt settles them.
            problems.add(account.key() + ": what became of " + entities.size() + " budgets is not known", failure);
            return;
        }
        new ArrayList<>(sent.entrySet())
                .forEach(entry -> verify(
                        entry.getKey(),
                        entry.getValue(),
                        readings.get(entry.getKey().entity())));
    }

    private void verify(Wanted wanted, Outcome sending, @Nullable BudgetReading reading) {
        String name = ledger.name(wanted.entity());
        if (reading instanceof Held held && held.micros() == wanted.micros()) {
            ledger.tell(wanted, State.VERIFIED, "set; the platform holds it");
        } else if (reading instanceof BudgetReading.Unread unread) {
            problems.add(name + ": what became of its budget is not known", unread.failure());
        } else {
            String holds = reading instanceof Held held
                    ? "the platform holds " + ledger.money(held.micros())
                    : "the platform does not tell its budget any more";
            SourceException failure = sending.failure();
            ledger.tell(wanted, State.FAILED, holds + (failure == null ? "" : ": " + failure.getMessage()));
            if (failure == null) {
                problems.add(name, Kind.TRANSIENT, holds + " instead of " + ledger.money(wanted.micros()), null);
            } else {
                problems.add(name, failure);
            }
        }
    }
}
