package io.banditpipeline.metric;

import java.io.Serializable;

/**
 * The additive quantities of one row. A quantity that was not reported is {@link #ABSENT}, which is not zero.
 *
 * <p>Only sums are kept: ratios such as CTR or ROAS are computed from sums by whoever needs them.
 *
 * @param impressions times shown
 * @param clicks clicks
 * @param conversionMicros conversions in millionths, since platforms report fractions
 * @param costMicros cost in micros of the account's currency
 * @param revenueMicros revenue that the platform claims, in micros of the account's currency
 */
public record Metrics(long impressions, long clicks, long conversionMicros, long costMicros, long revenueMicros)
        implements Serializable {
    /** Marks a quantity that was not reported. */
    public static final long ABSENT = Long.MIN_VALUE;

    /** Nothing was reported; the neutral element of {@link #plus}. */
    public static final Metrics NONE = new Metrics(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);

    /** The quantity, or {@link #ABSENT}. */
    public long get(Metric metric) {
        return switch (metric) {
            case IMPRESSIONS -> impressions;
            case CLICKS -> clicks;
            case CONVERSIONS -> conversionMicros;
            case COST -> costMicros;
            case REVENUE -> revenueMicros;
        };
    }

    /** Whether the quantity was reported. */
    public boolean has(Metric metric) {
        return get(metric) != ABSENT;
    }

    /** The quantity, or 0 where it was not reported: for sums only. */
    public long orZero(Metric metric) {
        long value = get(metric);
        return value == ABSENT ? 0 : value;
    }

    /** The same row with one quantity replaced. */
    public Metrics with(Metric metric, long value) {
        return new Metrics(
                metric == Metric.IMPRESSIONS ? value : impressions,
                metric == Metric.CLICKS ? value : clicks,
                metric == Metric.CONVERSIONS ? value : conversionMicros,
                metric == Metric.COST ? value : costMicros,
                metric == Metric.REVENUE ? value : revenueMicros);
    }

    /**
     * The sum. Absent plus something is something; absent plus absent stays absent. Associative and commutative.
     *
     * @throws ArithmeticException if a sum does not fit a long
     */
    public Metrics plus(Metrics other) {
        return new Metrics(
                sum(impressions, other.impressions),
                sum(clicks, other.clicks),
                sum(conversionMicros, other.conversionMicros),
                sum(costMicros, other.costMicros),
                sum(revenueMicros, other.revenueMicros));
    }

    private static long sum(long a, long b) {
        if (a == ABSENT) {
            return b;
        }
        return b == ABSENT ? a : Math.addExact(a, b);
    }
}
