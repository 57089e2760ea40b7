package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides what is to be done about each budget of an account. */
final class Decider {
    private static final String OR_BY_HAND =
            ": set the budget by hand if it is meant, or raise maxChangeFactor (max_change_factor in settings)";

    private final Allocation allocation;
    private final BudgetRules rules;
    private final Ledger ledger;

    Decider(Allocation allocation, BudgetRules rules, Ledger ledger) {
        this.allocation = allocation;
        this.rules = rules;
        this.ledger = ledger;
    }

    Decision decide(Wanted wanted) {
        EntityPast past = ledger.past(wanted.entity());
        if (isApplied(wanted, past)) {
            return new Decision.Leave();
        }
        long before = wanted.held().micros();
        if (rules.isSmall(before, wanted.micros(), wanted.held().unitMicros())) {
            return new Decision.Note(
                    State.SKIPPED,
                    wanted.change() == 0
                            ? "the platform holds it already"
                            : "the change of " + ledger.money(Math.abs(wanted.change())) + " is too small to be made",
                    null);
        }
        return unsafe(wanted, past)
                .<Decision>map(text -> new Decision.Note(State.REFUSED, text, null))
                .or(() -> rules.live() ? tooSoon(past) : Optional.empty())
                .orElseGet(Decision.Change::new);
    }

    /** Whether this allocation had its effect before; what was done by hand since then is left alone. */
    private boolean isApplied(Wanted wanted, EntityPast past) {
        return past.lastOf(allocation.id(), wanted.arm().id())
                .filter(last -> last.state() == State.VERIFIED
                        || last.state() == State.SKIPPED && wasSmall(last, wanted)
                        || last.state() == State.DRY_RUN && !rules.live())
                .isPresent();
    }

    private boolean wasSmall(BudgetChange skipped, Wanted wanted) {
        return skipped.beforeMicros().isPresent()
                && rules.isSmall(
                        skipped.beforeMicros().getAsLong(),
                        skipped.afterMicros(),
                        wanted.held().unitMicros());
    }

    /** Why a budget is not for a machine to set. */
    private Optional<String> unsafe(Wanted wanted, EntityPast past) {
        long to = wanted.micros();
        if (to > wanted.held().mostMicros()) {
            return Optional.of("the platform takes at most "
                    + ledger.money(wanted.held().mostMicros()) + ": raise that limit there by hand");
        }
        long base = past.highestMicros(wanted.held().micros());
        long highest = Math.max(rules.highest(base), wanted.held().leastMicros());
        if (to > highest) {
            return Optional.of("a rise from " + ledger.money(wanted.held().micros()) + " to " + ledger.money(to)
                    + " is beyond the factor of "
                    + rules.maxChangeFactor().stripTrailingZeros().toPlainString()
                    + OR_BY_HAND);
        }
        if (to < rules.lowest(wanted.held().micros()) && !wanted.armGetsNothing()) {
            return Optional.of("a cut from " + ledger.money(wanted.held().micros()) + " to " + ledger.money(to)
                    + " is beyond the factor of 1/"
                    + rules.maxChangeFactor().stripTrailingZeros().toPlainString()
                    + OR_BY_HAND);
        }
        return Optional.empty();
    }

    /** Why a budget has to wait: platforms limit how often one may be changed. */
    private Optional<Decision> tooSoon(EntityPast past) {
        Instant now = ledger.now();
        Instant from = now.minus(BudgetRules.APART);
        List<BudgetChange> made = past.madeAfter(from);
        if (!made.isEmpty()) {
            Instant last = made.get(made.size() - 1).at();
            return Optional.of(wait("it was changed at " + last, last, now));
        }
        List<BudgetChange> tried = past.sentAfter(from);
        if (tried.size() < BudgetRules.MOST_TRIES) {
            return Optional.empty();
        }
        Instant first = tried.get(tried.size() - BudgetRules.MOST_TRIES).at();
        return Optional.of(wait("it was tried " + BudgetRules.MOST_TRIES + " times since " + first, first, now));
    }

    private static Decision wait(String why, Instant counted, Instant now) {
        return new Decision.Note(
                State.SKIPPED,
                why + ": platforms limit how often a budget may change, so that one change is made in "
                        + BudgetRules.APART.toMinutes() + " minutes",
                Duration.between(now, counted.plus(BudgetRules.APART)));
    }
}
