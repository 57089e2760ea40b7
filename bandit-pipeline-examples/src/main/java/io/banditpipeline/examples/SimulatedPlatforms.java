package io.banditpipeline.examples;

import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.budget.BudgetSinkBuilder;
import io.banditpipeline.connectors.google.GoogleAds;
import io.banditpipeline.connectors.meta.MetaAds;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.security.Secret;
import io.banditpipeline.store.Storage;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.platform.GoogleAdsSimulator;
import io.banditpipeline.testkit.platform.MarketData;
import io.banditpipeline.testkit.platform.MetaSimulator;
import io.banditpipeline.testkit.platform.TradeDeskSimulator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Google Ads, Meta and The Trade Desk as simulators on loopback HTTP that a synthetic market feeds, and the connectors
 * that read them. Only addresses, credentials and the clock differ from what a host would write.
 */
final class SimulatedPlatforms implements AutoCloseable {
    private static final String MANAGER = "987-654-3210";
    private static final String CLIENT = "demo-client";
    private static final String USER = "demo@example.org";
    private static final String TEMPLATE = "bandit-daily";
    private static final Secret SECRET = Secret.of("demo-secret-of-a-simulator");
    private static final Secret TOKEN = Secret.of("demo-token-of-a-simulator");

    /** Budgets of simulators begin far from what the market spends. */
    private static final BigDecimal ANY_CHANGE = BigDecimal.valueOf(1_000_000);

    private final SyntheticMarket market;
    private final ManualClock clock;
    private final GoogleAdsSimulator googleApi;
    private final MetaSimulator metaApi;
    private final TradeDeskSimulator tradeDeskApi;
    private final GoogleAds google;
    private final MetaAds meta;
    private final TradeDesk tradeDesk;

    /** @param clock that of simulators and connectors; every wait moves it */
    SimulatedPlatforms(SyntheticMarket market, ManualClock clock) {
        this.market = market;
        this.clock = clock;
        MarketData googleData = MarketData.of("google_ads", market);
        MarketData tradeDeskData = MarketData.of("trade_desk", market);
        googleApi = GoogleAdsSimulator.builder(googleData, clock)
                .user(CLIENT, SECRET.reveal(), TOKEN.reveal())
                .manager(
                        MANAGER.replace("-", ""),
                        googleData.accounts().stream()
                                .map(account -> account.id())
                                .toArray(String[]::new))
                .start();
        MarketData metaData = MarketData.of("meta", market);
        var metaBuilder = MetaSimulator.builder(metaData, clock)
                .credentials(TOKEN, SECRET)
                .exactWindow("value");
        metaData.arms().forEach(arm -> arm.entities()
                .forEach(campaign -> metaBuilder.budgetAt(campaign.id(), Level.CAMPAIGN)));
        metaApi = metaBuilder.start();
        tradeDeskApi = TradeDeskSimulator.builder(tradeDeskData, clock)
                .login(USER, SECRET.reveal())
                .template(1, TEMPLATE, Level.CAMPAIGN, Granularity.DAY)
                .reportsTake(Duration.ZERO, Duration.ofSeconds(1))
                .start();
        google = GoogleAds.builder()
                .refreshToken(CLIENT, SECRET, TOKEN)
                .loginCustomerId(MANAGER)
                .baseUri(googleApi.apiUri())
                .tokenUri(googleApi.tokenUri())
                .clock(clock)
                .waiter(clock)
                .build();
        meta = MetaAds.builder()
                .accessToken(TOKEN)
                .appSecret(SECRET)
                .baseUri(metaApi.uri())
                .clock(clock)
                .waiter(clock)
                .build();
        var desk = TradeDesk.builder()
                .login(USER, SECRET)
                .template(TEMPLATE)
                .partners("partner1")
                .baseUri(tradeDeskApi.apiUri())
                .clock(clock)
                .waiter(clock);
        tradeDeskData.accounts().forEach(account -> desk.zone(account.id(), account.zone()));
        tradeDesk = desk.build();
    }

    /**
     * Adds the connectors as sources, arms by the names of campaigns, the market's orders, and sinks of budgets.
     *
     * @param live whether budgets are really set, on the simulators
     */
    PipelineBuilder addTo(PipelineBuilder builder, Storage storage, boolean live) {
        builder.clock(clock)
                .collectFrom(google)
                .collectFrom(meta)
                .collectFrom(tradeDesk)
                .plan(market.campaign())
                .discoverArms(byName())
                .explain(market.campaign().id(), market.outcomes(clock))
                .convertWith(market.exchangeRates());
        for (BudgetSinkBuilder sink : List.of(google.budgets(), meta.budgets(), tradeDesk.budgets())) {
            sink.arms(() -> storage.catalog().arms(market.campaign().id()))
                    .rates(market.exchangeRates())
                    .maxChangeFactor(ANY_CHANGE);
            builder.publishTo((live ? sink.live() : sink).build());
        }
        return builder;
    }

    /** Campaigns are called {@code anything · channel-number}, so each has an arm of its channel. */
    private ArmRule byName() {
        return market.channels().stream()
                .map(channel -> ArmRule.byName(
                        Pattern.compile(".*· (?<arm>" + channel + "-\\d+)"),
                        "{arm}",
                        market.campaign().id(),
                        channel))
                .reduce(ArmRule::or)
                .orElseThrow();
    }

    @Override
    public void close() {
        google.close();
        meta.close();
        tradeDesk.close();
        googleApi.close();
        metaApi.close();
        tradeDeskApi.close();
    }
}
