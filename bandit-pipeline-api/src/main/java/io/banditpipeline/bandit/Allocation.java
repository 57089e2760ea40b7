package io.banditpipeline.bandit;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;

/**
 * The budgets of a campaign's arms for one local day.
 *
 * @param id unique; a function of campaign, day and inputs, so that deciding twice gives the same allocation
 * @param campaignId the campaign
 * @param day the day in the campaign's zone
 * @param currency the currency of all amounts
 * @param budgetMicros what was to be split
 * @param unspentMicros what no arm could take
 * @param arms the arms, ordered by id
 * @param state whether it was decided or held
 * @param reason why it is held, or how the budget came about
 * @param record what it was computed from
 */
public record Allocation(
        String id,
        String campaignId,
        LocalDate day,
        Currency currency,
        long budgetMicros,
        long unspentMicros,
        List<ArmAllocation> arms,
        State state,
        String reason,
        DecisionRecord record) {
    /** How it came about. */
    public enum State {
        /** Computed from good data. */
        DECIDED,
        /** The last good allocation, because something failed the gate (R10). */
        HELD
    }

    /** Copies the list. */
    public Allocation {
        arms = List.copyOf(arms);
    }
}
