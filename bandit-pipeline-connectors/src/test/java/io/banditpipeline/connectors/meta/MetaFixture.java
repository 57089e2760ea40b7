package io.banditpipeline.connectors.meta;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.clock.ManualClock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/** What tests of the Meta source share. */
final class MetaFixture {
    static final Account ACCOUNT =
            new Account("meta", "act_1", ZoneId.of("America/New_York"), Currency.getInstance("USD"));
    static final String TOKEN = "EAAB-pl4nted-token";

    final ManualClock clock = ManualClock.at("2026-11-22T15:00:00Z");

    MetaAdsBuilder builder(FakeMeta meta) {
        return builder(meta, clock);
    }

    MetaAdsBuilder builder(FakeMeta meta, Waiter waiter) {
        return MetaAds.builder()
                .accessToken(Secret.of(TOKEN))
                .clock(clock)
                .waiter(waiter)
                .clients(settings -> meta);
    }

    static Slice slice(Level level, Granularity granularity, String first, String last) {
        return new Slice(
                "meta", ACCOUNT, level, granularity, new DateRange(LocalDate.parse(first), LocalDate.parse(last)));
    }

    static Slice days(String first, String last) {
        return slice(Level.CAMPAIGN, Granularity.DAY, first, last);
    }

    /**
     * A row of a day with {@code n} thousand impressions, {@code n} clicks, {@code n}.5 spent and {@code n} purchases.
     */
    static String row(String idField, String id, String day, int n) {
        return String.format(
                Locale.ROOT,
                "{\"%s\":\"%s\",\"account_currency\":\"USD\",\"attribution_setting\":\"7d_click_1d_view\","
                        + "\"date_start\":\"%s\",\"date_stop\":\"%s\",\"impressions\":\"%d\","
                        + "\"inline_link_clicks\":\"%d\",\"spend\":\"%d.5\","
                        + "\"actions\":[{\"action_type\":\"purchase\",\"value\":\"%d\"}],"
                        + "\"action_values\":[{\"action_type\":\"purchase\",\"value\":\"%d.25\"}]}",
                idField,
                id,
                day,
                day,
                n * 1000,
                n,
                n,
                n,
                n);
    }

    static String row(String id, String day, int n) {
        return row("campaign_id", id, day, n);
    }
}
