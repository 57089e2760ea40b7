package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.MmmInput;

/** Sums over days that were predicted from earlier ones. Not thread-safe. */
final class HoldoutScore {
    private static final int WEEK = 7;

    private int days;
    private int covered;
    private double outcomeSum;
    private double outcomeSquares;
    private double errorSum;
    private double errorSquares;
    private double naiveOutcomeSum;
    private double naiveErrorSum;

    /** Scores the days from the end of a fit's training window. */
    void add(RegressionFit fit, int to) {
        MmmInput input = fit.data.input();
        int from = fit.data.days();
        Prediction prediction = fit.prediction();
        double[] mean = prediction.mean(from, to);
        double[][] interval = prediction.interval(from, to);
        for (int day = from; day < to; day++) {
            if (fit.data.isKnown(day)) {
                add(input.outcome()[day], mean[day - from], interval[day - from]);
                addNaive(input.outcome(), day);
            }
        }
    }

    private void add(double outcome, double predicted, double[] interval) {
        days++;
        covered += outcome >= interval[0] && outcome <= interval[1] ? 1 : 0;
        outcomeSum += outcome;
        outcomeSquares += outcome * outcome;
        errorSum += Math.abs(outcome - predicted);
        errorSquares += (outcome - predicted) * (outcome - predicted);
    }

    private void addNaive(double[] outcome, int day) {
        if (day >= WEEK && !Double.isNaN(outcome[day - WEEK])) {
            naiveOutcomeSum += outcome[day];
            naiveErrorSum += Math.abs(outcome[day] - outcome[day - WEEK]);
        }
    }

    int days() {
        return days;
    }

    double r2() {
        double variation = outcomeSquares - outcomeSum * outcomeSum / Math.max(1, days);
        return variation > 0 ? 1 - errorSquares / variation : 0;
    }

    double wape() {
        return ratio(errorSum, outcomeSum);
    }

    double naiveWape() {
        return ratio(naiveErrorSum, naiveOutcomeSum);
    }

    double coverage() {
        return ratio(covered, days);
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / Math.abs(whole);
    }
}
