package io.banditpipeline.testkit.market;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One platform of a synthetic market. */
final class MarketSource implements MetricsSource {
    private static final Attribution ATTRIBUTION = new Attribution(Attribution.Basis.CLICK_DATE, "28d_click");

    private final String platform;
    private final World world;
    private final ClaimedMetrics claimed;
    private final InstantSource clock;

    MarketSource(String platform, World world, ClaimedMetrics claimed, InstantSource clock) {
        this.platform = platform;
        this.world = world;
        this.claimed = claimed;
        this.clock = clock;
    }

    @Override
    public String id() {
        return platform;
    }

    @Override
    public List<Account> accounts() {
        return world.accounts(platform);
    }

    @Override
    public SourceProfile profile() {
        return new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY, Granularity.HOUR), 28, 31);
    }

    @Override
    public Optional<DateRange> coverage(Account account) {
        return Optional.of(world.days());
    }

    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        if (!accounts().contains(slice.account()) || slice.level() != Level.CAMPAIGN) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "The synthetic " + platform + " has nothing for " + slice + ": it has the accounts " + accounts()
                            + " at level " + Level.CAMPAIGN,
                    null);
        }
        Instant now = clock.instant();
        List<MarketDay> days = slice.days().split(1).stream()
                .map(day -> MarketDay.of(day.first(), slice.account().zone()))
                .toList();
        for (TrueArm arm : world.arms()) {
            if (arm.arm().account().equals(slice.account())) {
                days.forEach(day -> deliver(arm, day, slice.granularity(), now, sink));
            }
        }
    }

    private void deliver(TrueArm arm, MarketDay day, Granularity granularity, Instant now, ObservationSink sink) {
        List<ClaimedMetrics.Hour> hours = claimed.hours(arm, day, now);
        if (granularity == Granularity.HOUR) {
            hours.forEach(hour -> sink.accept(row(arm, hour.interval(), now, hour.metrics())));
        } else if (!hours.isEmpty()) {
            Metrics sum = hours.stream().map(ClaimedMetrics.Hour::metrics).reduce(Metrics.NONE, Metrics::plus);
            Interval whole = Interval.ofDay(day.day(), arm.arm().account().zone());
            sink.accept(row(arm, whole, now, sum));
        }
    }

    private static Observation row(TrueArm arm, Interval interval, Instant now, Metrics metrics) {
        return new Observation(
                arm.entity(),
                interval,
                now,
                Origin.PULLED,
                metrics,
                arm.arm().account().currency(),
                ATTRIBUTION);
    }
}
