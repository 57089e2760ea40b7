package io.banditpipeline.examples.platform;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.google.GoogleAdsBuilder;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.meta.MetaAdsBuilder;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.connectors.tradedesk.TradeDeskBuilder;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.security.Secret;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.platform.ConversionAction;
import io.banditpipeline.testkit.platform.EarlyCall;
import io.banditpipeline.testkit.platform.GeneratedData;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.GoogleAdsSimulatorBuilder;
import io.banditpipeline.testkit.platform.MetaSimulator;
import io.banditpipeline.testkit.platform.MetaSimulatorBuilder;
import io.banditpipeline.testkit.platform.PlatformData;
import io.banditpipeline.testkit.platform.PlatformRow;
import io.banditpipeline.testkit.platform.TradeDeskSimulator;
import io.banditpipeline.testkit.platform.TradeDeskSimulatorBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The three platforms on loopback HTTP, the connectors that read them, and what is true of them. */
final class Platforms implements AutoCloseable {
    static final Campaign CAMPAIGN = Campaign.of("c", ZoneOffset.UTC, Currency.getInstance("USD"));
    static final ExchangeRates RATES = ExchangeRates.fixed(Map.of(
            Currency.getInstance("USD"),
            BigDecimal.ONE,
            Currency.getInstance("EUR"),
            new BigDecimal("1.1"),
            Currency.getInstance("JPY"),
            new BigDecimal("0.007")));
    static final Secret GOOGLE_SECRET = Secret.of("pl4nted-google-client-secret-x1");
    static final Secret GOOGLE_REFRESH = Secret.of("1//pl4nted-google-refresh-token-x2");
    static final Secret META_TOKEN = Secret.of("EAApl4ntedMetaAccessTokenX3");
    static final Secret META_APP_SECRET = Secret.of("pl4nted0meta0app0secret0x4");
    static final Secret TRADE_DESK_PASSWORD = Secret.of("pl4nted-trade-desk-password-x5");

    static final String TRADE_DESK_LOGIN = "pl4nted-trade-desk-user-x6";
    static final String MANAGER = "9990001111";

    final PlatformData googleData;
    final PlatformData metaData;
    final PlatformData tradeDeskData;
    final GoogleAdsSimulator google;
    final MetaSimulator meta;
    final TradeDeskSimulator tradeDesk;
    private final List<Runnable> closing = new ArrayList<>();

    /** How the simulators are set up besides what the connectors need. */
    record Trouble(
            UnaryOperator<GoogleAdsSimulatorBuilder> google,
            UnaryOperator<MetaSimulatorBuilder> meta,
            UnaryOperator<TradeDeskSimulatorBuilder> tradeDesk) {
        static Trouble none() {
            return new Trouble(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
        }
    }

    /** Where the platforms are, for connectors of another process, and whose zones The Trade Desk does not tell. */
    record Addresses(URI googleApi, URI googleToken, URI meta, URI tradeDesk, List<Account> advertisers) {}

    /** Platforms with as many accounts and campaigns each as are asked for. */
    Platforms(InstantSource clock, int accounts, int campaigns, Trouble trouble) {
        this(clock, generated(accounts, campaigns), trouble);
    }

    /** @param data what Google Ads, Meta and The Trade Desk know, in this order */
    Platforms(InstantSource clock, List<PlatformData> data, Trouble trouble) {
        googleData = data.get(0);
        metaData = data.get(1);
        tradeDeskData = data.get(2);
        GoogleAdsSimulatorBuilder googleBuilder = GoogleAdsSimulator.builder(googleData, clock)
                .user("client.apps", GOOGLE_SECRET.reveal(), GOOGLE_REFRESH.reveal())
                .manager(
                        MANAGER, googleData.accounts().stream().map(Account::id).toArray(String[]::new));
        googleData
                .accounts()
                .forEach(account -> googleBuilder.conversionAction(
                        account.id(), new ConversionAction(1, "Purchase", true, true, 28, 1)));
        google = trouble.google().apply(googleBuilder).start();
        meta = trouble.meta()
                .apply(MetaSimulator.builder(metaData, clock)
                        .credentials(META_TOKEN, META_APP_SECRET)
                        .exactWindow("value"))
                .start();
        tradeDesk = trouble.tradeDesk()
                .apply(TradeDeskSimulator.builder(tradeDeskData, clock)
                        .login(TRADE_DESK_LOGIN, TRADE_DESK_PASSWORD.reveal())
                        .template(7, "bandit-daily", Level.CAMPAIGN, Granularity.DAY))
                .start();
    }

    /** What the three know, made from nothing but these numbers: the same in any process. */
    static List<PlatformData> generated(int accounts, int campaigns) {
        return List.of(
                data("google_ads", 1, accounts, campaigns),
                data("meta", 2, accounts, campaigns),
                data("trade_desk", 3, accounts, campaigns));
    }

    private static PlatformData data(String platform, long seed, int accounts, int campaigns) {
        return GeneratedData.builder(platform)
                .seed(seed)
                .accounts(accounts)
                .campaigns(campaigns)
                .adGroups(1)
                .ads(1)
                .zones(
                        ZoneId.of("America/New_York"),
                        ZoneId.of("Asia/Tokyo"),
                        ZoneId.of("Europe/Berlin"),
                        ZoneId.of("Australia/Lord_Howe"))
                .currencies(Currency.getInstance("USD"), Currency.getInstance("JPY"), Currency.getInstance("EUR"))
                .build();
    }

    /** New connectors of all three, as a process that starts would make them; closed with the platforms. */
    List<MetricsSource> sources(ManualClock clock) {
        List<MetricsSource> sources = sources(addresses(), clock, clock);
        sources.forEach(source -> closing.add(() -> close(source)));
        return sources;
    }

    /** Where they are. */
    Addresses addresses() {
        return new Addresses(
                google.apiUri(),
                google.tokenUri(),
                meta.uri(),
                tradeDesk.server().uri(),
                tradeDeskData.accounts());
    }

    private static List<MetricsSource> sources(Addresses at, InstantSource clock, Waiter waiter) {
        return sources(at, clock, waiter, OptionalInt.empty());
    }

    /** New connectors of all three, which go back as far as they like or so many days. */
    static List<MetricsSource> sources(Addresses at, InstantSource clock, Waiter waiter, OptionalInt lookbackDays) {
        GoogleAdsBuilder googleBuilder = GoogleAds.builder();
        MetaAdsBuilder metaBuilder = MetaAds.builder();
        TradeDeskBuilder deskBuilder = TradeDesk.builder();
        lookbackDays.ifPresent(days -> {
            googleBuilder.lookbackDays(days);
            metaBuilder.lookbackDays(days);
            deskBuilder.lookbackDays(days);
        });
        GoogleAds googleAds = googleBuilder
                .refreshToken("client.apps", GOOGLE_SECRET, GOOGLE_REFRESH)
                .loginCustomerId(MANAGER)
                .baseUri(at.googleApi())
                .tokenUri(at.googleToken())
                .clock(clock)
                .waiter(waiter)
                .build();
        MetaAds metaAds = metaBuilder
                .accessToken(META_TOKEN)
                .appSecret(META_APP_SECRET)
                .baseUri(at.meta())
                .clock(clock)
                .waiter(waiter)
                .build();
        at.advertisers().forEach(account -> deskBuilder.zone(account.id(), account.zone()));
        TradeDesk desk = deskBuilder
                .login(TRADE_DESK_LOGIN, TRADE_DESK_PASSWORD)
                .partners("partner1")
                .template("bandit-daily")
                .baseUri(at.tradeDesk())
                .clock(clock)
                .waiter(waiter)
                .build();
        return List.of(googleAds, metaAds, desk);
    }

    /** Closes a connector. */
    static void close(MetricsSource source) {
        try {
            ((AutoCloseable) source).close();
        } catch (Exception e) {
            throw new IllegalStateException(source.id() + " does not close", e);
        }
    }

    /** One arm for each campaign of the platforms. */
    List<Arm> arms(Instant now) {
        return arms(data(), now);
    }

    /** One arm for each campaign of some platforms. */
    static List<Arm> arms(List<PlatformData> platforms, Instant now) {
        List<Arm> arms = new ArrayList<>();
        for (PlatformData data : platforms) {
            for (Account account : data.accounts()) {
                for (Entity entity : data.entities(account, now)) {
                    if (entity.ref().level() == Level.CAMPAIGN) {
                        arms.add(Arm.of(
                                account.key() + "/" + entity.ref().id(),
                                CAMPAIGN.id(),
                                account,
                                account.platform(),
                                entity.ref()));
                    }
                }
            }
        }
        return arms;
    }

    /** What is true of an account at a moment, by day and entity. */
    static Map<String, Metrics> truth(PlatformData data, Account account, DateRange days, Instant now) {
        Map<String, Metrics> truth = new TreeMap<>();
        for (PlatformRow row : data.rows(account, Level.CAMPAIGN, Granularity.DAY, days, now)) {
            truth.put(key(row.interval().day(), row.entity()), row.metrics());
        }
        return truth;
    }

    /** What is stored of an account, by day and entity. */
    static Map<String, Metrics> stored(Storage storage, List<Arm> arms, Account account, DateRange days) {
        Map<String, Metrics> stored = new TreeMap<>();
        arms.stream().filter(arm -> arm.account().equals(account)).forEach(arm -> storage.metrics()
                .revisions(arm.id(), days, revision -> {
                    if (revision.effective() && !revision.tombstone()) {
                        stored.put(
                                key(
                                        revision.observation().interval().day(),
                                        revision.observation().entity()),
                                revision.observation().metrics());
                    }
                }));
        return stored;
    }

    private static String key(LocalDate day, EntityRef entity) {
        return day + " " + entity.id();
    }

    List<PlatformData> data() {
        return List.of(googleData, metaData, tradeDeskData);
    }

    /** All requests, however they were answered. */
    long received() {
        return google.server().received()
                + meta.server().received()
                + tradeDesk.server().received()
                + tradeDesk.storageServer().received();
    }

    List<EarlyCall> early() {
        List<EarlyCall> early = new ArrayList<>(google.earlyCalls());
        early.addAll(meta.earlyCalls());
        early.addAll(tradeDesk.earlyCalls());
        return early;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
        google.close();
        meta.close();
        tradeDesk.close();
    }
}
