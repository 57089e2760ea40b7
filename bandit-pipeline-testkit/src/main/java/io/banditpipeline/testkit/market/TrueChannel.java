package io.banditpipeline.testkit.market;

import io.banditpipeline.mmm.ResponseCurve;
import io.banditpipeline.mmm.ResponseFamily;

/**
 * A channel as it really is.
 *
 * @param name its name
 * @param platform the platform that it runs on
 * @param baseSpend what it spends on an ordinary day, in units of the campaign's currency
 * @param slope response to the first unit of spend
 * @param scale spend per day over which returns diminish
 * @param carryOver share of an effect that is carried to the next day
 * @param spread standard deviation of the logarithm of its weekly spend: nearly 0 if it hardly varies
 * @param key keys its random numbers
 */
record TrueChannel(
        String name,
        String platform,
        double baseSpend,
        double slope,
        double scale,
        double carryOver,
        double spread,
        long key) {
    /** Days of spend that still have an effect: what is left after them is below 1 in 10,000. */
    static final int MEMORY_DAYS = 28;

    ResponseCurve curve() {
        return ResponseFamily.EXPONENTIAL.curve(slope, scale);
    }

    /** Its spend on a day relative to an ordinary one, before arms differ: weekly flights and daily ups and downs. */
    double level(long epochDay) {
        double weekly = spread * Keyed.normal(key, 1, Math.floorDiv(epochDay, 7));
        double daily = spread * 0.4 * Keyed.normal(key, 2, epochDay);
        return StrictMath.exp(weekly + daily - spread * spread * 0.58);
    }

    /**
     * Geometric carry-over, normalised so that a steady spend of x gives x.
     *
     * @param spend spend by days ago, {@link #MEMORY_DAYS} elements, today first
     */
    double carriedOver(double[] spend) {
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (double ofDay : spend) {
            sum += weight * ofDay;
            weights += weight;
            weight *= carryOver;
        }
        return sum / weights;
    }
}
