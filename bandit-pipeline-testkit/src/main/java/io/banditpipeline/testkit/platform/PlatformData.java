package io.banditpipeline.testkit.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import java.time.Instant;
import java.util.List;

/** What a simulated platform knows. Answers depend on nothing but the question. Thread-safe. */
public interface PlatformData {
    /** The accounts, all of one platform. */
    List<Account> accounts();

    /** Campaigns, ad groups and ads of an account as they are at a moment, those that were removed included. */
    List<Entity> entities(Account account, Instant now);

    /**
     * The rows of an account as they are at a moment, by day, interval and entity; none of an interval that has not
     * begun, and none whose quantities are all zero. The rows of a level add up to those of the level above, but for
     * campaigns without ad groups (such as Performance Max), which have rows at campaign level only.
     */
    List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange days, Instant now);
}
