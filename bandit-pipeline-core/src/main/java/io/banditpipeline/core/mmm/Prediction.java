package io.banditpipeline.core.mmm;

import io.banditpipeline.core.random.RandomStreams;
import io.banditpipeline.core.random.Samplers;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Posterior predictions of the outcome, in its own units. */
final class Prediction {
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    private final MarginalSystem.Products products;
    private final MediaDraws draws;
    /** Baseline coefficients, shape {@code [draws][terms]}. */
    private final double[][] baseline;

    private final long seed;

    Prediction(TrainingData data, MarginalSystem system, MediaDraws draws) {
        this.products = system.products;
        this.draws = draws;
        this.seed = data.input().seed();
        SplittableRandom random = RandomStreams.of(seed, "baseline");
        baseline = new double[draws.size()][products.baseline.size()];
        int[] selected = new int[draws.channels()];
        double[] coefficients = new double[draws.channels()];
        for (int i = 0; i < baseline.length; i++) {
            double deviation = Math.sqrt(draws.noiseVariance[i]);
            for (int term = 0; term < baseline[i].length; term++) {
                baseline[i][term] = deviation * Samplers.normal(random);
            }
            for (int k = 0; k < selected.length; k++) {
                selected[k] = draws.column[k][i];
                coefficients[k] = draws.roas[k][i];
            }
            system.baseline(selected, coefficients, baseline[i]);
        }
    }

    /** The mean prediction of each day. */
    double[] mean(int from, int to) {
        double[] mean = new double[to - from];
        for (int day = from; day < to; day++) {
            for (int draw = 0; draw < draws.size(); draw++) {
                mean[day - from] += value(day, draw) / draws.size();
            }
        }
        return mean;
    }

    /** The 5 % and 95 % quantiles of each day's predictive law, noise included: shape {@code [days][2]}. */
    double[][] interval(int from, int to) {
        SplittableRandom random = RandomStreams.of(seed, "noise");
        double[][] interval = new double[to - from][2];
        double[] values = new double[draws.size()];
        for (int day = from; day < to; day++) {
            for (int draw = 0; draw < values.length; draw++) {
                double noise = Math.sqrt(draws.noiseVariance[draw]) * Samplers.normal(random);
                values[draw] = value(day, draw) + products.outcomeDeviation * noise;
            }
            Arrays.sort(values);
            interval[day - from][0] = Quantiles.ofSorted(values, LOW);
            interval[day - from][1] = Quantiles.ofSorted(values, HIGH);
        }
        return interval;
    }

    /** What the outcome would have been without media, in one draw, added over days. */
    double baselineSum(int draw, int from, int to) {
        double sum = 0;
        for (int day = from; day < to; day++) {
            sum += baselineValue(day, draw);
        }
        return sum;
    }

    private double value(int day, int draw) {
        double media = 0;
        for (int k = 0; k < draws.channels(); k++) {
            media += draws.roas[k][draw] * products.media.effect(draws.column[k][draw])[day];
        }
        return baselineValue(day, draw) + media;
    }

    private double baselineValue(int day, int draw) {
        double standard = 0;
        for (int term = 0; term < baseline[draw].length; term++) {
            standard += baseline[draw][term] * products.baseline.column(term)[day];
        }
        return products.outcomeMean + products.outcomeDeviation * standard;
    }
}
