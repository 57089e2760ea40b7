package io.banditpipeline.benchmarks.anomaly;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.SplittableRandom;

/**
 * Values as an ad metric has them: a daily season, noise, a level that wanders, now and then a spike.
 *
 * @param step the time between two values
 * @param values the values
 */
record SyntheticSeries(Duration step, double[] values) {
    private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0);
    private static final double HOURS_A_DAY = 24;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double SPIKES = 0.002;

    static SyntheticSeries of(Duration step, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[count];
        double level = 0;
        for (int i = 0; i < count; i++) {
            double hour = i * step.toSeconds() / SECONDS_AN_HOUR;
            double season = 0.5 * Math.sin(2 * Math.PI * hour / HOURS_A_DAY);
            level = 0.995 * level + 0.02 * noise(random);
            double spike = random.nextDouble() < SPIKES ? 2 : 0;
            values[i] = 100 * Math.exp(season + level + 0.1 * noise(random) + spike);
        }
        return new SyntheticSeries(step, values);
    }

    /** The sum of twelve uniform numbers, less 6: near enough to a normal one. */
    private static double noise(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    LocalDateTime at(int index) {
        return START.plus(step.multipliedBy(index));
    }
}
