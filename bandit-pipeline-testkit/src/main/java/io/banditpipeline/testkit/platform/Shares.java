package io.banditpipeline.testkit.platform;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.math.BigInteger;
import java.util.Arrays;

/** Exact splits by largest remainder: the parts always add up to the whole. */
final class Shares {
    private Shares() {}

    /**
     * Splits quantities so that every part is plausible: clicks go where impressions are, conversions where clicks are,
     * revenue where conversions are. Conversions are split in whole units.
     *
     * @param whole what is split; all quantities are there
     * @param weights one for every part; not negative, and not all 0
     */
    static Metrics[] split(Metrics whole, long[] weights) {
        long[] impressions = split(whole.impressions(), weights);
        long[] byImpressions = orElse(impressions, weights);
        long[] clicks = split(whole.clicks(), byImpressions);
        long[] byClicks = orElse(clicks, byImpressions);
        long[] units = split(whole.conversionMicros() / Micros.PER_UNIT, byClicks);
        long[] fractions = split(whole.conversionMicros() % Micros.PER_UNIT, byClicks);
        long[] conversions = new long[weights.length];
        Arrays.setAll(conversions, i -> Micros.ofUnits(units[i]) + fractions[i]);
        long[] cost = split(whole.costMicros(), byImpressions);
        long[] revenue = split(whole.revenueMicros(), orElse(conversions, byClicks));
        Metrics[] parts = new Metrics[weights.length];
        Arrays.setAll(parts, i -> new Metrics(impressions[i], clicks[i], conversions[i], cost[i], revenue[i]));
        return parts;
    }

    /** Splits a number that is not negative; what rounding leaves goes to the largest remainders, then the first. */
    static long[] split(long whole, long[] weights) {
        long[] parts = new long[weights.length];
        if (whole == 0) {
            return parts;
        }
        long[] remainders = new long[weights.length];
        long sum = sum(weights);
        for (int i = 0; i < parts.length; i++) {
            divide(whole, weights[i], sum, i, parts, remainders);
        }
        for (long left = whole - sum(parts); left > 0; left--) {
            int largest = largest(remainders);
            parts[largest]++;
            remainders[largest] = 0;
        }
        return parts;
    }

    private static void divide(long whole, long weight, long sum, int i, long[] parts, long[] remainders) {
        long product = whole * weight;
        if (Math.multiplyHigh(whole, weight) == 0 && product >= 0) {
            parts[i] = product / sum;
            remainders[i] = product % sum;
        } else {
            BigInteger[] exact = BigInteger.valueOf(whole)
                    .multiply(BigInteger.valueOf(weight))
                    .divideAndRemainder(BigInteger.valueOf(sum));
            parts[i] = exact[0].longValueExact();
            remainders[i] = exact[1].longValueExact();
        }
    }

    private static int largest(long[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }

    private static long[] orElse(long[] weights, long[] otherwise) {
        return sum(weights) > 0 ? weights : otherwise;
    }

    // A loop, since it runs for every ad, hour and quantity of a simulated year, where streams took half of the time.
    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
