package io.banditpipeline.config;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.meta.MetaAdsBuilder;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Sources of type {@code meta}. */
final class MetaSettings implements SourceSettings {
    static final SourceTable TABLE = new SourceTable(SourceType.META);

    private static final Option<Secret> ACCESS_TOKEN = TABLE.option(
            "access_token",
            SourceKinds.credential(),
            "needed",
            "${META_ACCESS_TOKEN}",
            "The access token, best of a system user, with the right ads_read; ads_management to set budgets.");
    private static final Option<Secret> APP_SECRET = TABLE.option(
            "app_secret",
            SourceKinds.credential(),
            "no proof of it is sent",
            "${META_APP_SECRET}",
            "The secret of the token's app, by which calls are proved.");
    private static final Option<Instant> EXPIRES = TABLE.option(
            "token_expires_at",
            SourceKinds.instant(),
            "it is taken not to",
            "2027-06-30T00:00:00Z",
            "When the access token expires, so that it is told before.");
    private static final Option<List<String>> ACCOUNTS = TABLE.texts(
            "accounts",
            "all accounts that the token may read, as with an empty list",
            "[act_1234567890]",
            "The ad accounts, as act_1 or 1.");
    private static final Option<Level> LEVEL = TABLE.option(
            "level",
            Kinds.oneOf(Level.class, SourceTable.LEVELS_OF_ENTITIES),
            "`campaign`",
            "ad_group",
            "The level of rows; ad_group is Meta's ad set.");
    private static final Option<Boolean> HOURLY =
            TABLE.flag("hourly", "Rows by hour only, rather than hours and days.");
    private static final Option<Integer> LOOKBACK = TABLE.option(
            "lookback_days",
            NumberKinds.whole(0, 1_000),
            "`31`",
            "31",
            "How many past days may still change and are read again.");
    private static final Option<List<String>> WINDOWS = TABLE.texts(
            "attribution_windows",
            "what each ad set is set to",
            "[7d_click, 1d_view]",
            "Whose conversions count: 1d_click, 7d_click or 28d_click, or 1d_view, or one of the former and 1d_view.");
    private static final Option<List<String>> PURCHASES = TABLE.texts(
            "purchase_actions",
            "the list in docs/meta.md",
            "[omni_purchase, purchase]",
            "The types of action that are purchases, best first; types joined by + are added.");
    private static final Option<List<String>> PURCHASES_OF = TABLE.texts(
            "purchase_actions_of.*(act_1234567890)",
            "`purchase_actions`",
            "[purchase]",
            "The same for one account, or one object at the level of rows, by its id.");
    private static final Option<String> API_VERSION =
            TABLE.option("api_version", Kinds.name(), "`v26.0`", "v26.0", "The version of the Marketing API.");
    private static final Option<Integer> REPORT_RUNS = TABLE.option(
            "report_runs_per_day",
            NumberKinds.whole(0, 1_000_000),
            "`10`",
            "10",
            "The most report runs of an account within 24 hours; after that, smaller questions are asked.");
    private static final Option<Duration> CONNECT = TABLE.wait(
            "connect_timeout",
            Duration.ofMillis(1),
            SourceTable.LONGEST,
            "10s",
            "How long it may take until there is a connection.");
    private static final Option<Duration> STALL = TABLE.stallTimeout("60s");
    private static final Option<Duration> LONGEST_WAIT = TABLE.longestWait("60s");
    private static final Option<URI> BASE = TABLE.baseUri("https://graph.facebook.com");

    @Override
    public void check(SourceValues values) {
        values.need(ACCESS_TOKEN, "Meta is not read without one");
        builder(values);
        List<String> accounts = values.get(ACCOUNTS).orElse(List.of());
        values.each(PURCHASES_OF, (of, ranks) -> {
            if (of.startsWith("act_")
                    && !accounts.isEmpty()
                    && !accounts.contains(of)
                    && !accounts.contains(of.substring("act_".length()))) {
                throw new IllegalArgumentException(of + " is none of the source's accounts");
            }
        });
    }

    @Override
    public Opened open(SourceValues values, InstantSource clock, Waiter waiter) {
        MetaAds source = builder(values).clock(clock).waiter(waiter).build();
        return new Opened(source, source::budgets, source::close);
    }

    private static MetaAdsBuilder builder(SourceValues values) {
        MetaAdsBuilder builder = MetaAds.builder().id(values.id(TABLE.id));
        values.set(ACCESS_TOKEN, builder::accessToken);
        values.set(APP_SECRET, builder::appSecret);
        values.set(EXPIRES, builder::tokenExpiresAt);
        values.texts(ACCOUNTS, builder::accounts);
        values.set(LEVEL, builder::level);
        values.flag(HOURLY, builder::hourly);
        values.set(LOOKBACK, builder::lookbackDays);
        values.texts(WINDOWS, builder::attributionWindows);
        values.texts(PURCHASES, builder::purchaseActions);
        values.each(PURCHASES_OF, (of, ranks) -> builder.purchaseActionsOf(of, ranks.toArray(String[]::new)));
        values.set(API_VERSION, builder::apiVersion);
        values.set(REPORT_RUNS, builder::reportRunsPerDay);
        values.set(CONNECT, builder::connectTimeout);
        values.set(STALL, builder::stallTimeout);
        values.set(LONGEST_WAIT, builder::longestWait);
        values.set(BASE, builder::baseUri);
        return builder;
    }
}
