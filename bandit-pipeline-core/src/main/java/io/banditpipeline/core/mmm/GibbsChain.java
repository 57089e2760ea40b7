package io.banditpipeline.core.mmm;

import io.banditpipeline.core.random.Samplers;
import java.util.SplittableRandom;

/**
 * One chain of draws from the joint posterior of transforms, media coefficients and noise.
 *
 * <p>A sweep draws, for each channel, its transform with the coefficient integrated out, then the coefficient from its
 * truncated normal law, and in every fourth sweep once more together with the coefficients of other channels
 * ({@link BlockMove}); moves pairs of channels along the line on which their effects make up for each other, so that
 * channels that run together still mix; then the noise's variance from its inverse gamma law. Each step leaves the
 * posterior as it is, and nothing is tuned.
 *
 * <p>Not thread-safe. No allocation in a sweep.
 */
final class GibbsChain {
    private static final double NOISE_SHAPE = 2;
    private static final double NOISE_SCALE = 0.5;
    /** Block moves cost more than they bring if made in every sweep. */
    private static final int BLOCK_EVERY = 4;

    private static final double LEAST_SQUARES = 1e-9;

    private final MarginalSystem system;
    private final MediaPrior prior;
    private final SplittableRandom random;
    private final int channels;
    private final int[] selected;
    private final double[] coefficient;
    private final double[] fit = new double[MediaColumns.CANDIDATES];
    private final double[] mean = new double[MediaColumns.CANDIDATES];
    private final double[] deviation = new double[MediaColumns.CANDIDATES];
    private final double[] weight = new double[MediaColumns.CANDIDATES];
    private final BlockMove blockMove;
    private double noisePrecision = 2;

    GibbsChain(MarginalSystem system, MediaPrior prior, int channels, SplittableRandom random) {
        this.system = system;
        this.prior = prior;
        this.random = random;
        this.channels = channels;
        blockMove = new BlockMove(system, prior, channels, random);
        selected = new int[channels];
        coefficient = new double[channels];
        for (int k = 0; k < channels; k++) {
            selected[k] = k * MediaColumns.CANDIDATES + random.nextInt(MediaColumns.CANDIDATES);
            coefficient[k] = 2 * prior.deviation() * random.nextDouble();
        }
    }

    void sweep(int times) {
        for (int i = 0; i < times; i++) {
            for (int k = 0; k < channels; k++) {
                drawChannel(k);
                if (i % BLOCK_EVERY == 0) {
                    blockMove.move(k, selected, coefficient, noisePrecision);
                }
            }
            for (int k = 0; k < channels && channels > 1; k++) {
                drawPair(k, (k + 1 + random.nextInt(channels - 1)) % channels);
            }
            drawNoise();
        }
    }

    /** Writes the present state as one draw. */
    void record(MediaDraws draws, int index) {
        for (int k = 0; k < channels; k++) {
            draws.roas[k][index] = coefficient[k];
            draws.column[k][index] = selected[k];
        }
        draws.noiseVariance[index] = 1 / noisePrecision;
    }

    private void drawChannel(int k) {
        int first = k * MediaColumns.CANDIDATES;
        System.arraycopy(system.moment, first, fit, 0, fit.length);
        for (int l = 0; l < channels; l++) {
            if (l != k) {
                double[] row = system.gram[selected[l]];
                double other = coefficient[l];
                for (int j = 0; j < fit.length; j++) {
                    fit[j] -= other * row[first + j];
                }
            }
        }
        int choice = drawTransform(first);
        selected[k] = first + choice;
        double standard = Samplers.truncatedNormal(random, -mean[choice] / deviation[choice], Double.POSITIVE_INFINITY);
        coefficient[k] = Math.max(0, mean[choice] + deviation[choice] * standard);
    }

    /** Weighs each candidate by its marginal likelihood, coefficient integrated over the values from zero up. */
    private int drawTransform(int first) {
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < fit.length; j++) {
            double square = Math.max(0, system.gram[first + j][first + j]);
            double variance = 1 / (noisePrecision * square + prior.precision());
            deviation[j] = Math.sqrt(variance);
            mean[j] = variance * (noisePrecision * fit[j] + prior.mean() * prior.precision());
            double ratio = mean[j] / deviation[j];
            weight[j] = 0.5 * StrictMath.log(variance) + 0.5 * ratio * ratio + NormalLaw.logCumulative(ratio);
            most = Math.max(most, weight[j]);
        }
        return LogWeights.draw(weight, most, random);
    }

    private double residual(int k) {
        double[] row = system.gram[selected[k]];
        double rest = system.moment[selected[k]];
        for (int l = 0; l < channels; l++) {
            rest -= row[selected[l]] * coefficient[l];
        }
        return rest;
    }

    private void drawPair(int i, int j) {
        double squareI = system.gram[selected[i]][selected[i]];
        double squareJ = system.gram[selected[j]][selected[j]];
        double cross = system.gram[selected[i]][selected[j]];
        if (!(squareI > LEAST_SQUARES && squareJ > LEAST_SQUARES && cross > 0)) {
            return;
        }
        double stepI = 1 / Math.sqrt(squareI);
        double stepJ = 1 / Math.sqrt(squareJ);
        double precision = noisePrecision * Math.max(0, 2 - 2 * cross * stepI * stepJ)
                + (stepI * stepI + stepJ * stepJ) * prior.precision();
        double pull = noisePrecision * (residual(i) * stepI - residual(j) * stepJ)
                + prior.precision()
                        * ((prior.mean() - coefficient[i]) * stepI - (prior.mean() - coefficient[j]) * stepJ);
        double center = pull / precision;
        double width = 1 / Math.sqrt(precision);
        double low = (-coefficient[i] / stepI - center) / width;
        double high = (coefficient[j] / stepJ - center) / width;
        double move = center + width * Samplers.truncatedNormal(random, low, high);
        coefficient[i] = Math.max(0, coefficient[i] + move * stepI);
        coefficient[j] = Math.max(0, coefficient[j] - move * stepJ);
    }

    private void drawNoise() {
        double squares = system.outcomeSquare;
        for (int k = 0; k < channels; k++) {
            squares -= coefficient[k] * (system.moment[selected[k]] + residual(k));
        }
        double shape = NOISE_SHAPE + 0.5 * system.days;
        double scale = NOISE_SCALE + 0.5 * Math.max(LEAST_SQUARES, squares);
        noisePrecision = Samplers.gamma(random, shape) / scale;
    }
}
