package io.banditpipeline.bandit;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import java.time.LocalDate;
import java.util.List;

/**
 * What the agent's state is computed for.
 *
 * @param campaign the campaign
 * @param day the day that is planned
 * @param lastDay the last day whose facts are complete; before the planned day, and facts beyond it do not count
 * @param arms its arms, ordered by id
 */
public record AgentContext(Campaign campaign, LocalDate day, LocalDate lastDay, List<Arm> arms) {
    /** @throws IllegalArgumentException if the last day is not before the planned one */
    public AgentContext {
        arms = List.copyOf(arms);
        if (!lastDay.isBefore(day)) {
            throw new IllegalArgumentException("lastDay " + lastDay + " must be before the planned day " + day);
        }
    }
}
