package io.banditpipeline.testkit.market;

import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a platform claims of an arm's hours at a moment. Conversions belong to the day of the click and come in later.
 */
final class ClaimedMetrics {
    /** After this age all conversions have come in. */
    static final Duration FINAL_AGE = Duration.ofDays(28);

    private final Spending spending;
    private final MarketRates rates;
    private final RateNoise noise;

    ClaimedMetrics(Spending spending, MarketRates rates, RateNoise noise) {
        this.spending = spending;
        this.rates = rates;
        this.noise = noise;
    }

    /** One hour that has begun, and what is claimed of it. */
    record Hour(Interval interval, Metrics metrics) {}

    /** What an hour comes to in the end. */
    private record HourTotals(long costMicros, double meanConversions, long orderValueMicros) {}

    /** Every hour of a local day that has begun and has something to report, oldest first. */
    List<Hour> hours(TrueArm arm, MarketDay marketDay, Instant now) {
        LocalDate day = marketDay.day();
        double billed = spending.billed(arm, day);
        if (billed <= 0 || isWithdrawn(arm, day, now)) {
            return List.of();
        }
        List<Interval> intervals = marketDay.hours();
        long costMicros = rates.micros(billed, arm.arm().account().currency(), day);
        long orderValueMicros =
                rates.micros(arm.orderValue(), arm.arm().account().currency(), day);
        double finalConversions = finalConversions(arm, day, billed);
        double[] until = marketDay.sharesUntil();
        List<Hour> hours = new ArrayList<>();
        for (int i = 0; i < intervals.size() && intervals.get(i).start().isBefore(now); i++) {
            // Differences of a cumulated sum, so that the hours add up to the day to the last micro.
            long cost = (long) (costMicros * until[i + 1]) - (long) (costMicros * until[i]);
            double mean = finalConversions * (until[i + 1] - until[i]);
            Metrics metrics = metrics(arm, intervals.get(i), new HourTotals(cost, mean, orderValueMicros), now);
            if (metrics.impressions() > 0 || metrics.costMicros() > 0) {
                hours.add(new Hour(intervals.get(i), metrics));
            }
        }
        return hours;
    }

    /** Share of the final conversions of an hour that have come in at an age, F(age). */
    static double maturity(String platform, Duration age) {
        if (age.compareTo(FINAL_AGE) >= 0) {
            return 1;
        }
        double delayHours = Keyed.between(36, 110, Keyed.key(platform));
        double share = -StrictMath.expm1(-Math.max(0, age.toHours()) / delayHours);
        return share / -StrictMath.expm1(-FINAL_AGE.toHours() / delayHours);
    }

    /** The arm's part of what its channel brings when it spends like today every day, as the platform counts it. */
    private double finalConversions(TrueArm arm, LocalDate day, double billed) {
        TrueChannel channel = arm.channel();
        double effective = Math.max(spending.effectiveSpend(channel, day), arm.efficiency() * billed);
        double response = channel.curve().response(effective) * arm.efficiency() * billed / effective;
        double overClaim = Keyed.between(0.9, 1.6, Keyed.key(channel.platform()), 41);
        double luck = StrictMath.exp(0.1 * Keyed.normal(arm.key(), 42, day.toEpochDay()));
        return overClaim * luck * noise.conversionRate(arm, day) * response / arm.orderValue();
    }

    private Metrics metrics(TrueArm arm, Interval hour, HourTotals totals, Instant now) {
        long key = Keyed.key(arm.key(), 43, hour.start().getEpochSecond());
        double elapsed = Math.min(1, Duration.between(hour.start(), now).toSeconds() / 3600.0);
        long costSoFar = (long) (totals.costMicros() * elapsed);
        double costPerThousand = Keyed.between(4, 14, arm.key(), 44)
                * Keyed.between(0.9, 1.1, key, 45)
                * noise.costPerThousand(arm, hour.day());
        long impressions = (long) (1_000 * Micros.toDouble(costSoFar) / costPerThousand);
        double clickRate = Keyed.between(0.006, 0.03, arm.key(), 46) * noise.clickRate(arm, hour.day());
        long clicks = (long) (impressions * Math.min(1, clickRate));
        double maturity = maturity(arm.channel().platform(), Duration.between(hour.start(), now));
        long arrived = Keyed.poisson(
                totals.meanConversions() * maturity * elapsed, totals.meanConversions(), Keyed.key(key, 47));
        long conversions = Math.min(arrived, clicks);
        return new Metrics(
                impressions, clicks, Micros.ofUnits(conversions), costSoFar, conversions * totals.orderValueMicros());
    }

    private boolean isWithdrawn(TrueArm arm, LocalDate day, Instant now) {
        int atDays = spending.withdrawnAtDays(arm, day);
        return atDays != Integer.MAX_VALUE
                && !now.isBefore(day.plusDays(atDays)
                        .atStartOfDay(arm.arm().account().zone())
                        .toInstant());
    }
}
