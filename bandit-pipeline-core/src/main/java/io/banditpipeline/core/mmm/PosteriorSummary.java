package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.ChannelDraws;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.mmm.ModelQuality;
import io.banditpipeline.mmm.ResponseFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns a fit into what the host sees. For one use. */
final class PosteriorSummary {
    /** Days that the recent spend of a channel is the mean of. */
    static final int RECENT_DAYS = 28;

    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final RegressionFit fit;
    private final HoldoutScore holdout;
    private final Convergence convergence;

    PosteriorSummary(RegressionFit fit, HoldoutScore holdout, Convergence convergence) {
        this.fit = fit;
        this.holdout = holdout;
        this.convergence = convergence;
    }

    MmmPosterior posterior() {
        List<ChannelDraws> draws = new ArrayList<>();
        List<ChannelEstimate> estimates = new ArrayList<>();
        for (int k = 0; k < fit.data.channels(); k++) {
            draws.add(draws(k));
            estimates.add(estimate(k));
        }
        ModelQuality quality = quality();
        return new MmmPosterior(draws, estimates, quality, new Cautions(fit, quality).all());
    }

    private ChannelDraws draws(int channel) {
        int size = fit.draws.size();
        double[] slope = new double[size];
        double[] scale = new double[size];
        double[] carryOver = new double[size];
        for (int i = 0; i < size; i++) {
            slope[i] = fit.slope(channel, i);
            scale[i] = fit.transform(channel, i).scale();
            carryOver[i] = fit.transform(channel, i).carryOver();
        }
        String name = fit.data.input().channels().get(channel);
        return new ChannelDraws(name, ResponseFamily.EXPONENTIAL, slope, scale, carryOver);
    }

    private ChannelEstimate estimate(int channel) {
        double[] roas = fit.draws.roas[channel].clone();
        double[] marginal = marginals(fit, channel);
        Arrays.sort(roas);
        Arrays.sort(marginal);
        double contraction = Math.max(0, 1 - Quantiles.variance(roas) / fit.prior.variance());
        return new ChannelEstimate(
                fit.data.input().channels().get(channel),
                fit.data.spendOf(channel),
                Quantiles.mean(roas),
                Quantiles.ofSorted(roas, LOW),
                Quantiles.ofSorted(roas, HIGH),
                Quantiles.mean(marginal),
                Quantiles.ofSorted(marginal, LOW),
                Quantiles.ofSorted(marginal, HIGH),
                contraction,
                new ChannelNote(fit, channel).text(contraction));
    }

    private static double[] marginals(RegressionFit fit, int channel) {
        double recent = fit.data.recentSpend(channel, RECENT_DAYS);
        double[] marginal = new double[fit.draws.size()];
        for (int i = 0; i < marginal.length; i++) {
            marginal[i] = fit.marginal(channel, i, recent);
        }
        return marginal;
    }

    private ModelQuality quality() {
        return new ModelQuality(
                fit.data.knownDays(),
                holdout.days(),
                trainingR2(),
                holdout.r2(),
                holdout.wape(),
                holdout.naiveWape(),
                holdout.coverage(),
                convergence.rHat(),
                convergence.effectiveSamples());
    }

    private double trainingR2() {
        double[] predicted = fit.prediction().mean(0, fit.data.days());
        double mean = fit.system.products.outcomeMean;
        double errors = 0;
        double variation = 0;
        for (int day = 0; day < predicted.length; day++) {
            if (fit.data.isKnown(day)) {
                double outcome = fit.data.input().outcome()[day];
                errors += (outcome - predicted[day]) * (outcome - predicted[day]);
                variation += (outcome - mean) * (outcome - mean);
            }
        }
        return 1 - errors / variation;
    }

    /** Of what decisions depend on: returns, marginal returns, all media together, and the noise. */
    static Convergence convergence(RegressionFit fit) {
        int size = fit.draws.size();
        double[] media = new double[size];
        double[] noise = new double[size];
        Convergence worst = Convergence.perfect(size);
        for (int k = 0; k < fit.data.channels(); k++) {
            worst = worst.worse(Convergence.of(fit.draws.roas[k], fit.draws.chains))
                    .worse(Convergence.of(marginals(fit, k), fit.draws.chains));
            double spend = fit.data.spendOf(k);
            for (int i = 0; i < size; i++) {
                media[i] += spend * fit.draws.roas[k][i];
            }
        }
        for (int i = 0; i < size; i++) {
            noise[i] = StrictMath.log(fit.draws.noiseVariance[i]);
        }
        return worst.worse(Convergence.of(media, fit.draws.chains)).worse(Convergence.of(noise, fit.draws.chains));
    }
}
