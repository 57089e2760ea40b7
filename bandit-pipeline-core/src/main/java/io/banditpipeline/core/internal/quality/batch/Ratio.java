package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;

/** A ratio that depends on prices and people, not on budgets. */
enum Ratio {
    /** Cost for as many impressions. */
    CPM(Metric.COST, Metric.IMPRESSIONS, 100),
    /** Cost for as many clicks. */
    CPC(Metric.COST, Metric.CLICKS, 5),
    /** Revenue for as many conversions. */
    ORDER_VALUE(Metric.REVENUE, Metric.CONVERSIONS, 1_000_000),
    /** Conversions for as many clicks; few clicks would make any ratio. */
    CVR(Metric.CONVERSIONS, Metric.CLICKS, 200);

    private final Metric numerator;
    private final Metric denominator;
    private final long leastDenominator;

    Ratio(Metric numerator, Metric denominator, long leastDenominator) {
        this.numerator = numerator;
        this.denominator = denominator;
        this.leastDenominator = leastDenominator;
    }

    /** Its logarithm; not a number if the row has too little, or nothing, to tell. */
    double log(Metrics metrics) {
        long below = metrics.get(denominator);
        long above = metrics.get(numerator);
        return below < leastDenominator || above <= 0 ? Double.NaN : Math.log((double) above / below);
    }
}
