package io.banditpipeline.bandit;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import java.time.LocalDate;
import java.util.List;

/**
 * What the agent's state is computed for.
 *
 * @param campaign the campaign
 * @param day the day that is planned: facts of earlier days count
 * @param arms its arms, ordered by id
 */
public record AgentContext(Campaign campaign, LocalDate day, List<Arm> arms) {
    /** Copies the list. */
    public AgentContext {
        arms = List.copyOf(arms);
    }
}
