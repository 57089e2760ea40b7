package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.MmmInput;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Spend and outcomes with known truth: adstock, saturation, trend, weekdays, noise. Written apart from the model's
 * code.
 */
final class SyntheticMarket {
    private static final int HISTORY = 60;
    private static final double[] DECAY = {0.35, 0.55, 0.1, 0.8};
    private static final double[] SCALE_OF_MEAN = {1.7, 4.0, 0.9, 2.5};
    private static final double[] SLOPE = {3.2, 1.4, 5.0, 2.2};

    final MmmInput input;
    final double[] roas;

    SyntheticMarket(long seed, int channels, int days, double noise) {
        Random random = new Random(seed);
        double[][] spend = new double[channels][days];
        double[] outcome = new double[days];
        roas = new double[channels];
        List<String> names = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            outcome[day] = 3_000 + 300.0 * day / days + (day % 7 == 0 ? 400 : -40) + noise * random.nextGaussian();
        }
        for (int k = 0; k < channels; k++) {
            names.add("channel" + k);
            addChannel(k, random, spend[k], outcome);
        }
        input = new MmmInput("synthetic", LocalDate.of(2025, 1, 6), names, spend, outcome, seed);
    }

    private void addChannel(int k, Random random, double[] spend, double[] outcome) {
        double level = 150 + 60 * k;
        double scale = SCALE_OF_MEAN[k % 4] * level;
        double stock = 0;
        double response = 0;
        double total = 0;
        double budget = level;
        for (int day = -HISTORY; day < spend.length; day++) {
            if (Math.floorMod(day, 10 + 3 * k) == 0) {
                budget = level * Math.exp(0.6 * random.nextGaussian());
            }
            double today = budget * (0.8 + 0.4 * random.nextDouble());
            stock = DECAY[k % 4] * stock + (1 - DECAY[k % 4]) * today;
            if (day >= 0) {
                double effect = SLOPE[k % 4] * scale * (1 - Math.exp(-stock / scale));
                spend[day] = today;
                outcome[day] += effect;
                response += effect;
                total += today;
            }
        }
        roas[k] = response / total;
    }

    MmmInput withSpend(int channel, double[] series) {
        double[][] spend = input.spend().clone();
        spend[channel] = series;
        return new MmmInput(
                input.campaignId(), input.firstDay(), input.channels(), spend, input.outcome(), input.seed());
    }

    MmmInput withOutcome(double[] outcome) {
        return new MmmInput(
                input.campaignId(), input.firstDay(), input.channels(), input.spend(), outcome, input.seed());
    }
}
