package io.banditpipeline.config;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.connectors.tradedesk.TradeDeskBuilder;
import io.banditpipeline.connectors.tradedesk.TradeDeskColumn;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Sources of type {@code trade_desk}. */
final class TradeDeskSettings implements SourceSettings {
    static final SourceTable TABLE = new SourceTable(SourceType.TRADE_DESK);

    private static final Kind<List<Integer>> NUMBERS = Kind.list(NumberKinds.whole(1, 99));
    private static final Option<Secret> TOKEN = TABLE.option(
            "token",
            SourceKinds.credential(),
            "`login` is needed",
            "${TTD_TOKEN}",
            "A long-lived token; or else `login`.");
    private static final Option<Instant> EXPIRES = TABLE.option(
            "token_expires_at",
            SourceKinds.instant(),
            "not known",
            "2027-06-30T00:00:00Z",
            "When the long-lived token is over, so that it is told before.");
    private static final Option<String> LOGIN = TABLE.option(
            "login",
            SourceKinds.person(),
            "`token` is needed",
            "${TTD_LOGIN}",
            "The login of a user of the API, with `password`; or else `token`.");
    private static final Option<Secret> PASSWORD = TABLE.option(
            "password", SourceKinds.credential(), "`token` is needed", "${TTD_PASSWORD}", "The user's password.");
    private static final Option<Duration> LIFETIME = TABLE.wait(
            "token_lifetime",
            Duration.ofMinutes(1),
            Duration.ofDays(1),
            "1d",
            "How long a token that a login gets is to live.");
    private static final Option<String> TEMPLATE = TABLE.option(
            "template",
            Kinds.words(300),
            "needed",
            "bandit-daily",
            "The report template that rows are read from, by its name in My Reports.");
    private static final Option<String> HOURLY_TEMPLATE = TABLE.option(
            "hourly_template",
            Kinds.words(300),
            "no rows by hour, unless `hourly`",
            "bandit-hourly",
            "The template that rows by hour are read from.");
    private static final Option<Boolean> HOURLY = TABLE.flag("hourly", "Rows by hour only.");
    private static final Option<Level> LEVEL = TABLE.option(
            "level",
            Kinds.oneOf(Level.class),
            "`campaign`",
            "campaign",
            "The level of rows; ad is a creative. The template must have the level's id.");
    private static final Option<List<String>> ACCOUNTS = TABLE.texts(
            "accounts", "those of the partners, as with an empty list", "[adv1]", "The advertisers, by id.");
    private static final Option<List<String>> PARTNERS = TABLE.texts(
            "partners",
            "all that the credentials can read, as with an empty list",
            "[abc1]",
            "The partners whose advertisers are read, by id.");
    private static final Option<ZoneId> ZONE = TABLE.option(
            "timezone",
            Kinds.zone(),
            "`UTC`",
            "America/New_York",
            "The zone that reports are asked for in: it defines days.");
    private static final Option<ZoneId> ZONES = TABLE.option(
            "timezones.*(adv1)",
            Kinds.zone(),
            "`timezone`",
            "Europe/Berlin",
            "The zone of one advertiser's reports, by id.");
    private static final Map<TradeDeskColumn, Option<String>> COLUMNS = columns();
    private static final Option<List<Integer>> CONVERSIONS = TABLE.option(
            "conversion_columns",
            NUMBERS,
            "`[1]`",
            "[1]",
            "The numbers of the conversion columns that count; an empty list for no conversions.");
    private static final Option<List<Integer>> CONVERSIONS_OF = TABLE.option(
            "conversion_columns_of.*(cmp42)",
            NUMBERS,
            "`conversion_columns`",
            "[2, 3]",
            "The same for one campaign, by id, since numbers mean something else in each.");
    private static final Option<List<Integer>> REVENUE = TABLE.option(
            "revenue_columns",
            NUMBERS,
            "those that count as conversions, where they are there",
            "[1]",
            "The numbers of the columns whose revenue counts; they must then be there.");
    private static final Option<Boolean> CLICKS_ONLY =
            TABLE.flag("click_conversions_only", "Whether conversions after a view do not count.");
    private static final Option<Attribution.Basis> ATTRIBUTION = TABLE.option(
            "attribution",
            Kinds.oneOf(Attribution.Basis.class),
            "`unknown`",
            "click_date",
            "The day that the advertisers' conversions are counted on, if you know it.");
    private static final Option<String> ATTRIBUTION_RULE = TABLE.option(
            "attribution_rule",
            Kinds.words(100),
            "not known",
            "30d_click_14d_view",
            "With `attribution`: the name of the rule, which is kept with the rows.");
    private static final Option<Boolean> INTERNATIONAL_NUMBERS =
            TABLE.flag("international_numbers", "Whether reports have numbers such as 1.015,25.");
    private static final Option<Boolean> INTERNATIONAL_DATES =
            TABLE.flag("international_dates", "Whether reports have the day first, as 31/12/2026.");
    private static final Option<Boolean> TABS =
            TABLE.flag("tab_separated", "Whether the template is one of cells parted by tabs.");
    private static final Option<Integer> LOOKBACK = TABLE.option(
            "lookback_days",
            NumberKinds.whole(0, 730),
            "`30`",
            "30",
            "How many past days may still change and are read again.");
    private static final Option<Integer> CALLS = TABLE.option(
            "calls_per_minute",
            NumberKinds.whole(1, 10_000),
            "`60`",
            "60",
            "The most calls of one endpoint in a minute.");
    private static final Option<Duration> REPORT_WAIT = TABLE.wait(
            "report_wait",
            Duration.ZERO,
            SourceTable.LONGEST,
            "5m",
            "How long a fetch sits and waits for its report, after which it is come back to.");
    private static final Option<Duration> REPORT_TIMEOUT = TABLE.wait(
            "report_timeout",
            Duration.ofMinutes(1),
            Duration.ofDays(2),
            "10h",
            "How long a report may take before another one is made.");
    private static final Option<Duration> STALL = TABLE.stallTimeout("2m");
    private static final Option<Duration> LONGEST_WAIT = TABLE.longestWait("2m");
    private static final Option<List<String>> DOWNLOADS = TABLE.texts(
            "download_hosts",
            "`[*.thetradedesk.com, *.amazonaws.com, *.blob.core.windows.net]`",
            "[files.example.com]",
            "The hosts that reports may lie on besides the API's: names, or *. and the end of names.");
    private static final Option<String> API_VERSION =
            TABLE.option("api_version", Kinds.name(), "`v3`", "v3", "The version of the API.");
    private static final Option<URI> BASE = TABLE.baseUri("https://api.thetradedesk.com");

    private static Map<TradeDeskColumn, Option<String>> columns() {
        Map<TradeDeskColumn, Option<String>> columns = new TreeMap<>();
        Stream.of(TradeDeskColumn.values())
                .forEach(column -> columns.put(
                        column,
                        TABLE.option(
                                "columns." + Kinds.word(column),
                                Kinds.words(200),
                                "its usual name",
                                "My " + Kinds.word(column).replace('_', ' '),
                                "The name of the column in the template.")));
        return columns;
    }

    @Override
    public void check(SourceValues values) {
        boolean login = values.hasAny(LOGIN, PASSWORD);
        if (!values.has(TOKEN) && !login) {
            values.problem("has no credentials: write token, or login and password");
        } else if (values.has(TOKEN) && login) {
            values.problem("has two credentials: keep token, or login and password");
        } else if (login) {
            List.of(LOGIN, PASSWORD).forEach(option -> values.need(option, "login and password go together"));
        }
        if (values.has(EXPIRES) && login) {
            values.refuse(EXPIRES, "speaks of a long-lived token, but tokens of a login are renewed: remove it");
        }
        if (!values.has(TEMPLATE) && !(values.get(HOURLY).orElse(false) && values.has(HOURLY_TEMPLATE))) {
            values.need(TEMPLATE, "rows are read from a report template");
        }
        boolean accounts = !values.get(ACCOUNTS).orElse(List.of()).isEmpty();
        if (accounts && !values.get(PARTNERS).orElse(List.of()).isEmpty()) {
            values.refuse(PARTNERS, "cannot stand beside accounts, which would be all that is read: keep one");
        }
        if (values.has(ATTRIBUTION_RULE) && !values.has(ATTRIBUTION)) {
            values.need(ATTRIBUTION, "attribution_rule is set");
        }
        builder(values);
    }

    @Override
    public Opened open(SourceValues values, InstantSource clock, Waiter waiter) {
        TradeDesk source = builder(values).clock(clock).waiter(waiter).build();
        return new Opened(source, source::budgets, source::close);
    }

    private static TradeDeskBuilder builder(SourceValues values) {
        TradeDeskBuilder builder = TradeDesk.builder().id(values.id(TABLE.id));
        values.set(TOKEN, builder::token);
        values.set(EXPIRES, builder::tokenExpires);
        values.set(PASSWORD, password -> values.get(LOGIN).ifPresent(login -> builder.login(login, password)));
        values.set(LIFETIME, builder::tokenLifetime);
        values.set(LEVEL, builder::level);
        values.texts(ACCOUNTS, builder::accounts);
        values.texts(PARTNERS, builder::partners);
        values.set(ZONE, builder::zone);
        values.each(ZONES, builder::zone);
        reports(values, builder);
        values.set(LOOKBACK, builder::lookbackDays);
        values.set(CALLS, builder::callsPerMinute);
        values.set(STALL, builder::stallTimeout);
        values.set(LONGEST_WAIT, builder::longestWait);
        values.texts(DOWNLOADS, builder::downloadHosts);
        values.set(API_VERSION, builder::apiVersion);
        values.set(BASE, builder::baseUri);
        return builder;
    }

    private static void reports(SourceValues values, TradeDeskBuilder builder) {
        values.set(TEMPLATE, builder::template);
        values.set(HOURLY_TEMPLATE, builder::hourlyTemplate);
        values.flag(HOURLY, builder::hourly);
        COLUMNS.forEach((column, option) -> values.set(option, name -> builder.column(column, name)));
        values.set(CONVERSIONS, numbers -> builder.conversionColumns(array(numbers)));
        values.each(CONVERSIONS_OF, (campaign, numbers) -> builder.conversionColumns(campaign, array(numbers)));
        values.set(REVENUE, numbers -> builder.revenueColumns(array(numbers)));
        values.flag(CLICKS_ONLY, builder::clickConversionsOnly);
        values.set(
                ATTRIBUTION,
                basis -> builder.attribution(
                        new Attribution(basis, values.get(ATTRIBUTION_RULE).orElse(""))));
        values.flag(INTERNATIONAL_NUMBERS, builder::internationalNumbers);
        values.flag(INTERNATIONAL_DATES, builder::internationalDates);
        values.flag(TABS, builder::tabSeparated);
        values.set(REPORT_WAIT, builder::reportWait);
        values.set(REPORT_TIMEOUT, builder::reportTimeout);
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }
}
