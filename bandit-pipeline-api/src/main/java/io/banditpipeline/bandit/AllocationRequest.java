package io.banditpipeline.bandit;

import io.banditpipeline.mmm.MmmPosterior;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget to be split.
 *
 * @param context campaign, day and arms
 * @param budgetMicros what may be spent on the day, in micros of the campaign's currency; at least 0
 * @param states the state of every arm, in the order of the arms
 * @param posterior joint draws of the channels' response curves, or null if the host has no outcomes to model
 * @param seed seeds every random stream of the decision; streams are keyed by arm id besides (R6)
 */
public record AllocationRequest(
        AgentContext context,
        long budgetMicros,
        List<ArmState> states,
        @Nullable MmmPosterior posterior,
        long seed) {
    /** @throws IllegalArgumentException if the budget is negative or an arm has no state */
    public AllocationRequest {
        states = List.copyOf(states);
        if (budgetMicros < 0) {
            throw new IllegalArgumentException("budgetMicros must not be negative, but is " + budgetMicros);
        }
        if (states.size() != context.arms().size()) {
            throw new IllegalArgumentException(
                    context.arms().size() + " arms, but " + states.size() + " states: every arm needs one");
        }
    }
}
