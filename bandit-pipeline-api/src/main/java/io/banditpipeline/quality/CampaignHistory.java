package io.banditpipeline.quality;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.outcome.Outcome;
import java.time.Instant;
import java.util.List;

/**
 * The recent days of a campaign: all its accounts, and what the host sold.
 *
 * @param campaign the campaign
 * @param now the moment of the check
 * @param accounts its accounts, by key; of each only the campaign's arms
 * @param outcomes the host's outcomes of the same days, in order; empty if it reports none
 */
public record CampaignHistory(Campaign campaign, Instant now, List<AccountHistory> accounts, List<Outcome> outcomes) {
    /** Copies the lists. */
    public CampaignHistory {
        accounts = List.copyOf(accounts);
        outcomes = List.copyOf(outcomes);
    }
}
