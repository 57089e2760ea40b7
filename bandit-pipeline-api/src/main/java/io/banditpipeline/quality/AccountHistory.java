package io.banditpipeline.quality;

import io.banditpipeline.campaign.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The recent days of one account.
 *
 * @param account the account
 * @param now the moment of the check
 * @param lastDay the last account-local day that is over
 * @param completeUntil up to where the account's feeds are complete; {@link Instant#MIN} if they never were
 * @param restatementDays how many past days its platform restates; older days are final
 * @param arms its arms, by id
 */
public record AccountHistory(
        Account account,
        Instant now,
        LocalDate lastDay,
        Instant completeUntil,
        int restatementDays,
        List<ArmHistory> arms) {
    /** Copies the list. */
    public AccountHistory {
        arms = List.copyOf(arms);
    }
}
