package io.banditpipeline.core.mmm;

/**
 * The effect series of every channel under every candidate transform, for all days of the input.
 *
 * <p>Scales are multiples of the channel's mean spend on the days it spends; columns are normalised so that over the
 * training days they add up to the spend: a column's coefficient is the return on ad spend of those days, whatever the
 * transform. Only training days are looked at for both. Immutable.
 */
final class MediaColumns {
    static final double[] CARRY_OVERS = {0, 0.15, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9};
    static final double[] SCALE_MULTIPLES = {0.5, 0.8, 1.25, 2, 3.2, 6, Double.POSITIVE_INFINITY};

    /** Candidate transforms of a channel. */
    static final int CANDIDATES = CARRY_OVERS.length * SCALE_MULTIPLES.length;

    private final Transform[] transforms;
    private final double[][] effects;
    /** Slope at zero spend per unit of coefficient. */
    private final double[] slopeFactors;

    MediaColumns(TrainingData data) {
        int size = data.channels() * CANDIDATES;
        transforms = new Transform[size];
        effects = new double[size][];
        slopeFactors = new double[size];
        double elsewhere = meanScaleBase(data);
        for (int channel = 0; channel < data.channels(); channel++) {
            double own = data.meanOnSpendingDays(channel);
            for (int candidate = 0; candidate < CANDIDATES; candidate++) {
                add(data, channel, candidate, own > 0 ? own : elsewhere);
            }
        }
    }

    private static double meanScaleBase(TrainingData data) {
        double sum = 0;
        int spending = 0;
        for (int channel = 0; channel < data.channels(); channel++) {
            double mean = data.meanOnSpendingDays(channel);
            sum += mean;
            spending += mean > 0 ? 1 : 0;
        }
        return spending == 0 ? 1 : sum / spending;
    }

    private void add(TrainingData data, int channel, int candidate, double base) {
        int column = channel * CANDIDATES + candidate;
        Transform transform = new Transform(
                CARRY_OVERS[candidate / SCALE_MULTIPLES.length],
                base * SCALE_MULTIPLES[candidate % SCALE_MULTIPLES.length]);
        double[] effect = transform.apply(data.input().spend()[channel]);
        double sum = 0;
        for (int day = 0; day < data.days(); day++) {
            sum += effect[day];
        }
        double factor = sum > 0 ? data.spendOf(channel) / sum : 1;
        for (int day = 0; day < effect.length; day++) {
            effect[day] *= factor;
        }
        transforms[column] = transform;
        effects[column] = effect;
        slopeFactors[column] = factor;
    }

    int size() {
        return effects.length;
    }

    double[] effect(int column) {
        return effects[column];
    }

    Transform transform(int column) {
        return transforms[column];
    }

    double slopeFactor(int column) {
        return slopeFactors[column];
    }
}
