package io.banditpipeline.testkit.market;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes a synthetic market. Preset: seed 1, 12 arms, 540 days from 2025-01-01, 20,000 dollars a day, noise of 4 %,
 * no noise of rates and no weekdays of spend.
 *
 * <p>Not thread-safe.
 */
public final class SyntheticMarketBuilder {
    private long seed = 1;
    private int arms = 12;
    private LocalDate firstDay = LocalDate.of(2025, 1, 1);
    private int days = 540;
    private double dailySpend = 20_000;
    private double noise = 0.04;
    private double rateNoise;
    private double weekdaySwing;

    SyntheticMarketBuilder() {}

    /** What everything is made from. */
    public SyntheticMarketBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** The number of arms, shared out evenly among the channels; at least 6. */
    public SyntheticMarketBuilder arms(int value) {
        arms = value;
        return this;
    }

    /** The first day that anything is spent. */
    public SyntheticMarketBuilder firstDay(LocalDate value) {
        firstDay = value;
        return this;
    }

    /** The number of days that the market is open; at least 1. */
    public SyntheticMarketBuilder days(int value) {
        days = value;
        return this;
    }

    /** What all arms spend on an ordinary day, in dollars; positive. */
    public SyntheticMarketBuilder dailySpend(double dollars) {
        dailySpend = dollars;
        return this;
    }

    /** Standard deviation of a day's revenue, relative to the baseline; at least 0. */
    public SyntheticMarketBuilder noise(double share) {
        noise = share;
        return this;
    }

    /**
     * Standard deviation of the logarithms of an arm's daily cost per thousand impressions, click rate and conversion
     * rate, each by itself; at least 0. Preset: 0. Real arms have 0.05 to 0.2.
     */
    public SyntheticMarketBuilder rateNoise(double deviation) {
        rateNoise = deviation;
        return this;
    }

    /**
     * How much more is spent on the best weekday than on the mean one, as a share; the worst has as much less. From 0
     * to below 1. Preset: 0.
     */
    public SyntheticMarketBuilder weekdaySwing(double share) {
        weekdaySwing = share;
        return this;
    }

    /**
     * Makes the market.
     *
     * @throws ConfigurationException naming every value that is out of its range
     */
    public SyntheticMarket build() {
        List<String> problems = new ArrayList<>();
        if (arms < World.channelCount()) {
            problems.add("arms must be at least " + World.channelCount() + ", one a channel, but is " + arms);
        }
        if (days < 1) {
            problems.add("days must be at least 1, but is " + days);
        }
        if (!(dailySpend > 0) || Double.isInfinite(dailySpend)) {
            problems.add("dailySpend must be positive and finite, but is " + dailySpend);
        }
        if (!(noise >= 0) || Double.isInfinite(noise)) {
            problems.add("noise must be at least 0 and finite, but is " + noise);
        }
        if (!(rateNoise >= 0) || Double.isInfinite(rateNoise)) {
            problems.add("rateNoise must be at least 0 and finite, but is " + rateNoise);
        }
        if (!(weekdaySwing >= 0 && weekdaySwing < 1)) {
            problems.add("weekdaySwing must be at least 0 and below 1, but is " + weekdaySwing);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("synthetic market", problems);
        }
        DateRange range = new DateRange(firstDay, firstDay.plusDays(days - 1L));
        return new SyntheticMarket(
                World.create(seed, range, arms, dailySpend, new World.Noise(noise, rateNoise, weekdaySwing)));
    }
}
