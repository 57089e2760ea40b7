package io.banditpipeline.metric;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import java.io.Serializable;
import java.util.Objects;

/**
 * The unit that is fetched, replaced and checkpointed: all rows of an account's level on some days.
 *
 * @param source the id of the source that delivers it
 * @param account the account
 * @param level the level of its rows
 * @param granularity hours or days
 * @param days the account-local days
 */
public record Slice(String source, Account account, Level level, Granularity granularity, DateRange days)
        implements Serializable {
    /** Checks that nothing is null. */
    public Slice {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(granularity, "granularity");
        Objects.requireNonNull(days, "days");
    }

    /** For log lines: {@code source=meta account=act_1 slice=2026-11-01/2026-11-07}. */
    @Override
    public String toString() {
        return "source=" + source + " account=" + account.key() + " level=" + level + " slice=" + days + " by "
                + granularity;
    }
}
