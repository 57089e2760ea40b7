package io.banditpipeline.examples.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.platform.PlatformRow;
import java.time.Instant;
import java.util.List;

/**
 * What a platform knew at a moment, whenever it is asked: numbers that stand still while time goes by.
 *
 * @param data what is asked
 * @param moment the moment
 */
record DataAsOf(PlatformData data, Instant moment) implements PlatformData {
    @Override
    public List<Account> accounts() {
        return data.accounts();
    }

    @Override
    public List<Entity> entities(Account account, Instant now) {
        return data.entities(account, moment);
    }

    @Override
    public List<PlatformRow> rows(Account account, Level level, Granularity granularity, DateRange days, Instant now) {
        return data.rows(account, level, granularity, days, moment);
    }
}
