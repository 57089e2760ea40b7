package io.banditpipeline.core.mmm;

/**
 * One way from spend to effect: normalised geometric adstock, then exponential saturation.
 *
 * <p>{@code a[t] = d a[t-1] + (1 - d) s[t]}, {@code x[t] = scale (1 - exp(-a[t] / scale))}: with steady spend {@code s}
 * the effect is {@code scale (1 - exp(-s / scale))}. Before the first day the channel is taken to have spent every day
 * what it spent on average in the first two weeks.
 *
 * @param carryOver d, the share of an effect that is carried to the next day; in [0, 1)
 * @param scale spend per day over which returns diminish; positive, may be infinite for a straight line
 */
record Transform(double carryOver, double scale) {
    private static final int HISTORY_DAYS = 14;

    double[] apply(double[] spend) {
        double[] effect = new double[spend.length];
        double stock = history(spend);
        for (int day = 0; day < spend.length; day++) {
            stock = carryOver * stock + (1 - carryOver) * spend[day];
            effect[day] = Double.isInfinite(scale) ? stock : -scale * StrictMath.expm1(-stock / scale);
        }
        return effect;
    }

    private static double history(double[] spend) {
        int days = Math.min(HISTORY_DAYS, spend.length);
        double sum = 0;
        for (int day = 0; day < days; day++) {
            sum += spend[day];
        }
        return days == 0 ? 0 : sum / days;
    }
}
