package io.banditpipeline.testkit.market;

import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.mmm.ResponseCurve;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.outcome.OutcomeSource;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A synthetic world of ads and orders whose truth is known: what a model or an agent should find out, it can be asked.
 *
 * <p>One campaign in dollars spends through six channels on {@code google_ads}, {@code meta} and {@code trade_desk}, in
 * accounts of several zones and currencies. Each channel has a geometric carry-over and diminishing returns: with x its
 * normalised carried-over daily spend in dollars, it brings {@code slope * scale * (1 - exp(-x / scale))} of revenue,
 * which is {@link io.banditpipeline.mmm.ResponseFamily#EXPONENTIAL}. The arms of a channel share that effect with
 * different efficiencies, whose mean is 1. Revenue has a baseline besides, with trend, weekday, season and noise. The
 * spend of {@code trade_desk_tv} hardly varies, so that no model can tell its effect from the baseline.
 *
 * <p>Platforms claim conversions by click date. They come in over {@value #FINAL_AGE_DAYS} days, so that a day that is
 * asked for again later has more of them; rarely a day of an arm is withdrawn as invalid traffic, and its rows vanish.
 *
 * <p>Every value is a function of the seed, the arm or channel, the day or hour, the age at which it is observed, and
 * the budgets in force: days can be asked for in any order, and memory does not grow with the number of arms times
 * days. This class is thread-safe.
 */
public final class SyntheticMarket {
    /** After this many days all conversions have come in. */
    public static final int FINAL_AGE_DAYS = 28;

    private final World world;
    private final Spending spending;
    private final TrueOutcomes outcomes;
    private final MarketRates rates;
    private final ClaimedMetrics claimed;

    SyntheticMarket(World world) {
        this.world = world;
        spending = new Spending(world);
        outcomes = new TrueOutcomes(world, spending);
        rates = new MarketRates(world.seed());
        claimed =
                new ClaimedMetrics(spending, rates, new RateNoise(world.noise().rates()));
    }

    /** Begins a market; see {@link SyntheticMarketBuilder} for what is preset. */
    public static SyntheticMarketBuilder builder() {
        return new SyntheticMarketBuilder();
    }

    /** The preset market of a seed. */
    public static SyntheticMarket ofSeed(long seed) {
        return builder().seed(seed).build();
    }

    /** The days that the market is open; there is no spend and no outcome before or after. */
    public DateRange days() {
        return world.days();
    }

    /** The campaign, in dollars, with the daily budget that is spent on an ordinary day. */
    public Campaign campaign() {
        return world.campaign();
    }

    /** The arms, ordered by id; each is one platform entity. */
    public List<Arm> arms() {
        return world.arms().stream().map(TrueArm::arm).toList();
    }

    /** The names of the channels, ordered. */
    public List<String> channels() {
        return world.channels().stream().map(TrueChannel::name).toList();
    }

    /** The ids of the platforms, ordered. */
    public List<String> platforms() {
        return world.channels().stream()
                .map(TrueChannel::platform)
                .distinct()
                .sorted()
                .toList();
    }

    /** Rates between the currencies of the accounts, another one every day; empty for any other currency. */
    public ExchangeRates exchangeRates() {
        return rates;
    }

    /**
     * A platform as a source of daily and hourly rows, as they are at the clock's time. Hours add up to their day
     * exactly.
     *
     * @throws IllegalArgumentException if there is no such platform
     */
    public MetricsSource source(String platform, InstantSource clock) {
        if (!platforms().contains(platform)) {
            throw new IllegalArgumentException("platform must be one of " + platforms() + ", but is " + platform);
        }
        return new MarketSource(platform, world, claimed, clock);
    }

    /** The host's orders, as they are at the clock's time: known once the day is over, less returns for two weeks. */
    public OutcomeSource outcomes(InstantSource clock) {
        return outcomes.source(clock);
    }

    /**
     * Puts budgets into force from a day on, each until another one is applied. An arm then spends 95 to 100 % of it.
     * Arms that are not named go on as before. Budgets of days that were asked for already change those days.
     *
     * @param day the first day that they hold for
     * @param micros daily budget in micros of the campaign's currency, by arm id; at least 0
     * @throws IllegalArgumentException if an arm is unknown or a budget is negative
     */
    public void applyBudgets(LocalDate day, Map<String, Long> micros) {
        List<String> known = world.arms().stream().map(arm -> arm.arm().id()).toList();
        micros.forEach((armId, budget) -> {
            if (Collections.binarySearch(known, armId) < 0) {
                throw new IllegalArgumentException("arm " + armId + " is not in this market");
            }
            if (budget < 0) {
                throw new IllegalArgumentException("budget of " + armId + " must not be negative, but is " + budget);
            }
        });
        spending.apply(day, Map.copyOf(micros));
    }

    /** What a channel brings per day at a steady daily spend, both in dollars, with its arms' ordinary shares. */
    public ResponseCurve trueCurve(String channel) {
        return channel(channel).curve();
    }

    /** What one more dollar a day would bring at a steady daily spend in dollars. */
    public double trueMarginal(String channel, double spend) {
        return trueCurve(channel).marginal(spend);
    }

    /** The share of a channel's effect that is carried to the next day; in [0, 1). */
    public double trueCarryOver(String channel) {
        return channel(channel).carryOver();
    }

    /** Revenue per dollar that a channel brought over all days of the market. */
    public double trueRoas(String channel) {
        double brought = 0;
        double spent = 0;
        for (DateRange day : world.days().split(1)) {
            brought += trueContribution(channel, day.first());
            spent += trueSpend(channel, day.first());
        }
        return brought / spent;
    }

    /** What a channel spent on a day in the end, in dollars: withdrawn days do not count. */
    public double trueSpend(String channel, LocalDate day) {
        return spending.spend(channel(channel), day);
    }

    /** The revenue in dollars that a channel's spend of a day and the days before brought on that day. */
    public double trueContribution(String channel, LocalDate day) {
        return outcomes.contribution(channel(channel), day);
    }

    /** The revenue in dollars that a day would have had without any advertising, noise apart. */
    public double trueBaseline(LocalDate day) {
        return outcomes.baseline(day);
    }

    /**
     * The revenue in dollars of a day in the end, noise included: what the outcomes come to when all returns are in.
     */
    public double trueRevenue(LocalDate day) {
        return outcomes.revenue(day);
    }

    /**
     * The effect of an arm's money relative to that of its channel; the mean over the channel's ordinary spend is 1.
     *
     * @throws IllegalArgumentException if there is no such arm
     */
    public double trueEfficiency(String armId) {
        return world.arms().stream()
                .filter(arm -> arm.arm().id().equals(armId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("arm " + armId + " is not in this market"))
                .efficiency();
    }

    /** The share of the final conversions of an hour that a platform has counted at an age; from 0 to 1. */
    public double trueMaturity(String platform, Duration age) {
        return ClaimedMetrics.maturity(platform, age);
    }

    /** What a steady daily split brings per day, in dollars, without the baseline. */
    public double trueResponse(Map<String, Double> spendByChannel) {
        return spendByChannel.entrySet().stream()
                .mapToDouble(entry -> trueCurve(entry.getKey()).response(entry.getValue()))
                .sum();
    }

    /**
     * The steady daily split of a budget that brings most: every channel that gets money has the same marginal return.
     *
     * @param budget dollars a day; positive
     * @return dollars a day by channel; they add up to the budget, rounding of doubles apart
     * @throws IllegalArgumentException if the budget is not positive
     */
    public SortedMap<String, Double> optimalSplit(double budget) {
        if (!(budget > 0)) {
            throw new IllegalArgumentException("budget must be positive, but is " + budget);
        }
        double low = 0;
        double high =
                world.channels().stream().mapToDouble(TrueChannel::slope).max().orElseThrow();
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (sum(splitAt(middle)) > budget) {
                low = middle;
            } else {
                high = middle;
            }
        }
        SortedMap<String, Double> split = splitAt(high);
        double scale = budget / sum(split);
        split.replaceAll((channel, spend) -> spend * scale);
        return split;
    }

    private SortedMap<String, Double> splitAt(double marginal) {
        SortedMap<String, Double> split = new TreeMap<>();
        world.channels()
                .forEach(channel -> split.put(channel.name(), channel.curve().spendAtMarginal(marginal)));
        return split;
    }

    private static double sum(Map<String, Double> split) {
        return split.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private TrueChannel channel(String name) {
        return world.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("channel must be one of " + channels() + ", but is " + name));
    }
}
