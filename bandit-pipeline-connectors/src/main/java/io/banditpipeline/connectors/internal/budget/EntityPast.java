package io.banditpipeline.connectors.internal.budget;

import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one entity's budget lately.
 *
 * @param changes oldest first
 */
record EntityPast(List<BudgetChange> changes) {
    /** Copies the list. */
    EntityPast {
        changes = List.copyOf(changes);
    }

    /** The same past and what became since. */
    EntityPast and(BudgetChange change) {
        List<BudgetChange> more = new ArrayList<>(changes);
        more.add(change);
        return new EntityPast(more);
    }

    /** What became of an allocation last. */
    Optional<BudgetChange> lastOf(String allocationId, String armId) {
        return changes.stream()
                .filter(change -> change.allocationId().equals(allocationId)
                        && change.armId().equals(armId))
                .reduce((first, second) -> second);
    }

    /** A change that was sent, and of which is not known whether it arrived. */
    Optional<BudgetChange> open() {
        return changes.stream()
                .filter(EntityPast::tellsOfSending)
                .reduce((first, second) -> second)
                .filter(last -> last.state() == State.SENT);
    }

    /** The changes that were sent after a moment and did not fail, as far as is known. */
    List<BudgetChange> madeAfter(Instant moment) {
        List<BudgetChange> made = new ArrayList<>();
        for (BudgetChange change : changes) {
            if (change.state() == State.SENT) {
                made.add(change);
            } else if (change.state() == State.FAILED && !made.isEmpty()) {
                made.remove(made.size() - 1);
            }
        }
        return made.stream().filter(change -> change.at().isAfter(moment)).toList();
    }

    /** All changes that were sent after a moment. */
    List<BudgetChange> sentAfter(Instant moment) {
        return changes.stream()
                .filter(change -> change.state() == State.SENT && change.at().isAfter(moment))
                .toList();
    }

    /**
     * The largest budget that it had while nobody but us changed it: an arm that was given nothing for a while may come
     * back.
     *
     * @param heldMicros what it has now
     */
    long highestMicros(long heldMicros) {
        long highest = heldMicros;
        long after = heldMicros;
        for (int i = changes.size() - 1; i >= 0; i--) {
            BudgetChange change = changes.get(i);
            if (change.state() == State.VERIFIED) {
                if (change.afterMicros() != after || change.beforeMicros().isEmpty()) {
                    break; // someone else set it in between
                }
                after = change.beforeMicros().getAsLong();
                highest = Math.max(highest, after);
            }
        }
        return highest;
    }

    private static boolean tellsOfSending(BudgetChange change) {
        return change.state() == State.SENT || change.state() == State.VERIFIED || change.state() == State.FAILED;
    }
}
