package io.banditpipeline.benchmarks.anomaly;

import io.banditpipeline.benchmarks.harness.BadResultException;
import io.banditpipeline.benchmarks.harness.Contender;

/** Scores many series of one kind, one after the other. */
final class SpeedContender implements Contender {
    private final String name;
    private final SyntheticSeries[] series;
    private final Scoring scoring;
    private double sum;

    SpeedContender(String name, SyntheticSeries[] series, Scoring scoring) {
        this.name = name;
        this.series = series;
        this.scoring = scoring;
    }

    /** Scores a series from its start, and adds the scores up. */
    interface Scoring {
        double score(SyntheticSeries series);
    }

    int points() {
        int points = 0;
        for (SyntheticSeries one : series) {
            points += one.values().length;
        }
        return points;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void prepare() {
        sum = 0;
    }

    @Override
    public void run() {
        for (SyntheticSeries one : series) {
            sum += scoring.score(one);
        }
    }

    @Override
    public void verify() {
        if (!(sum > 0 && sum < Double.MAX_VALUE)) {
            throw new BadResultException(name + " added its scores up to " + sum);
        }
    }

    @Override
    public void close() {
        // holds nothing that must be given back
    }
}
