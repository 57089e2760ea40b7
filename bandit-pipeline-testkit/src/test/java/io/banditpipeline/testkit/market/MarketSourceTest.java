package io.banditpipeline.testkit.market;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.MetricsSourceContract;
import java.time.LocalDate;

/** A platform of the synthetic market keeps the contract of sources, over a change of the clocks. */
class MarketSourceTest extends MetricsSourceContract {
    private final SyntheticMarket market = SyntheticMarket.ofSeed(7);

    @Override
    protected MetricsSource source() {
        return market.source("trade_desk", ManualClock.at("2025-04-08T03:12:00Z"));
    }

    @Override
    protected Slice slice() {
        DateRange days = new DateRange(LocalDate.of(2025, 4, 4), LocalDate.of(2025, 4, 8));
        return new Slice("trade_desk", source().accounts().get(0), Level.CAMPAIGN, Granularity.HOUR, days);
    }
}
