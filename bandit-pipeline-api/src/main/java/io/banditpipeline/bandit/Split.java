package io.banditpipeline.bandit;

import java.util.List;

/** How a budget was split, or why it cannot be. */
public sealed interface Split {
    /**
     * A split that keeps every bound and never exceeds the budget (R9).
     *
     * @param arms one element an arm, in the order of the request
     * @param unspentMicros what no arm may take
     */
    record Feasible(List<ArmAllocation> arms, long unspentMicros) implements Split {
        /** Copies the list. */
        public Feasible {
            arms = List.copyOf(arms);
        }
    }

    /**
     * The bounds contradict each other or the budget.
     *
     * @param reason what contradicts what, with amounts
     * @param armIds the arms whose bounds are to blame
     */
    record Infeasible(String reason, List<String> armIds) implements Split {
        /** Copies the list. */
        public Infeasible {
            armIds = List.copyOf(armIds);
        }
    }
}
