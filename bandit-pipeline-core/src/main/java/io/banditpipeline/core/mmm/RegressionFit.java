package io.banditpipeline.core.mmm;

import io.banditpipeline.core.random.RandomStreams;

/**
 * The model fitted on the first days of an input.
 *
 * <p>The likelihood of each day counts with weight {@code (1 - r) / (1 + r)}, where {@code r} is the lag-1
 * autocorrelation of the residuals of a short first fit, if it is above what chance explains: days that repeat one
 * another are not independent evidence, neither for coefficients nor for the choice of transforms. Immutable.
 */
final class RegressionFit {
    private static final double LEAST_WEIGHT = 0.1;

    final TrainingData data;
    final BaselineShape shape;
    final MediaPrior prior;
    final MarginalSystem system;
    final MediaDraws draws;
    /** Lag-1 autocorrelation of residuals. */
    final double autocorrelation;

    /**
     * @param products the products of the same data: shared by fits of different shapes
     * @param shape the terms of the baseline
     */
    RegressionFit(TrainingData data, MarginalSystem.Products products, BaselineShape shape, ChainPlan plan) {
        this.data = data;
        this.shape = shape;
        this.prior = MediaPrior.of(data);
        MarginalSystem even = new MarginalSystem(products, shape, 1);
        autocorrelation = autocorrelation(even, sample(even, ChainPlan.SCOUT, "scout"));
        double chance = 2 / Math.sqrt(products.knownDays);
        double weight = autocorrelation < chance ? 1 : (1 - autocorrelation) / (1 + autocorrelation);
        system = weight == 1 ? even : new MarginalSystem(products, shape, Math.max(LEAST_WEIGHT, weight));
        draws = sample(system, plan, "chain");
    }

    private RegressionFit(RegressionFit shorter, ChainPlan plan) {
        data = shorter.data;
        shape = shorter.shape;
        prior = shorter.prior;
        system = shorter.system;
        autocorrelation = shorter.autocorrelation;
        draws = sample(system, plan, "chain");
    }

    /** The same fit with other chains. */
    RegressionFit resampled(ChainPlan plan) {
        return new RegressionFit(this, plan);
    }

    private MediaDraws sample(MarginalSystem over, ChainPlan plan, String name) {
        MediaDraws result = new MediaDraws(data.channels(), plan.chains(), plan.perChain());
        for (int c = 0; c < plan.chains(); c++) {
            GibbsChain chain = new GibbsChain(
                    over, prior, data.channels(), RandomStreams.of(data.input().seed(), name + c));
            chain.sweep(plan.burnIn());
            for (int i = 0; i < plan.perChain(); i++) {
                chain.sweep(plan.thinning());
                chain.record(result, c * plan.perChain() + i);
            }
        }
        return result;
    }

    private double autocorrelation(MarginalSystem over, MediaDraws scout) {
        double[] predicted = new Prediction(data, over, scout).mean(0, data.days());
        double products = 0;
        double squares = 0;
        for (int day = 0; day < data.days(); day++) {
            if (data.isKnown(day)) {
                double residual = data.input().outcome()[day] - predicted[day];
                squares += residual * residual;
                if (day > 0 && data.isKnown(day - 1)) {
                    products += residual * (data.input().outcome()[day - 1] - predicted[day - 1]);
                }
            }
        }
        return squares > 0 ? products / squares : 0;
    }

    /** Predictions of any days of the input, also of those after the training window. */
    Prediction prediction() {
        return new Prediction(data, system, draws);
    }

    /** Response to the first unit of steady spend. */
    double slope(int channel, int draw) {
        return draws.roas[channel][draw] * system.products.media.slopeFactor(draws.column[channel][draw]);
    }

    Transform transform(int channel, int draw) {
        return system.products.media.transform(draws.column[channel][draw]);
    }

    /** Response to one more unit of steady spend. */
    double marginal(int channel, int draw, double spend) {
        return slope(channel, draw)
                * StrictMath.exp(-spend / transform(channel, draw).scale());
    }
}
