package io.banditpipeline;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.bandit.BudgetHistory;
import io.banditpipeline.campaign.Arm;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what became of an allocation's budgets on platforms, for a run's report. A sink that keeps nothing in the
 * history, such as one of the host, is not spoken of.
 */
final class PublishedBudgets {
    private static final Map<State, String> WORDS = new EnumMap<>(Map.of(
            State.DRY_RUN, "would be set (dry run)",
            State.SKIPPED, "left alone",
            State.SENT, "sent but not read back",
            State.VERIFIED, "set",
            State.REFUSED, "refused",
            State.FAILED, "failed"));

    private PublishedBudgets() {}

    /** @return how many budgets came to which end; empty if none is in the history */
    static Optional<String> text(BudgetHistory history, Allocation allocation, Collection<Arm> arms) {
        Map<State, Long> counts = arms.stream()
                .filter(arm -> arm.campaignId().equals(allocation.campaignId()))
                .flatMap(arm -> arm.entities().stream()
                        .map(entity -> history
                                .since(
                                        arm.account().key(),
                                        entity,
                                        allocation.record().asOf())
                                .stream()
                                .filter(change -> change.allocationId().equals(allocation.id()))
                                .reduce((earlier, later) -> later)))
                .flatMap(Optional::stream)
                .collect(Collectors.groupingBy(
                        BudgetChange::state, () -> new EnumMap<>(State.class), Collectors.counting()));
        if (counts.isEmpty()) {
            return Optional.empty();
        }
        String text = counts.entrySet().stream()
                .map(count -> count.getValue() + " " + WORDS.get(count.getKey()))
                .collect(Collectors.joining(", "));
        boolean needsPerson = List.of(State.REFUSED, State.FAILED).stream().anyMatch(counts::containsKey);
        return Optional.of(
                "budgets on platforms: " + text + (needsPerson ? "; the list of budget changes tells why" : ""));
    }
}
