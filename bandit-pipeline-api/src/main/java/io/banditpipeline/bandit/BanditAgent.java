package io.banditpipeline.bandit;

import io.banditpipeline.metric.DailyFacts;
import java.util.List;

/**
 * Decides what each arm gets.
 *
 * <p>An agent promises that both methods are functions of their arguments: same arguments, same bits (R5, R6); that
 * memory grows with the number of arms, not of facts; and that adding an arm changes no other arm's random draws. It
 * may assume that facts are in the campaign's currency and ordered by arm and day. Implementations are thread-safe.
 */
public interface BanditAgent {
    /** Name, version and settings: part of the decision record, so a change of it shows. */
    default String id() {
        return getClass().getName();
    }

    /**
     * Computes every arm's state from the facts.
     *
     * @return one state an arm, in the order of the context's arms, also for arms without facts
     */
    List<ArmState> refresh(AgentContext context, DailyFacts facts);

    /** Splits a budget. */
    Split allocate(AllocationRequest request);
}
