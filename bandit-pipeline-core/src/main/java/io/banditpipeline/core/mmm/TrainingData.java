package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.MmmInput;

/**
 * An input of which only the first days are learnt from. Immutable; the arrays are the input's.
 *
 * @param input all days
 * @param days the days that are learnt from
 */
record TrainingData(MmmInput input, int days) {
    int channels() {
        return input.channels().size();
    }

    boolean isKnown(int day) {
        return !Double.isNaN(input.outcome()[day]);
    }

    int knownDays() {
        int known = 0;
        for (int day = 0; day < days; day++) {
            known += isKnown(day) ? 1 : 0;
        }
        return known;
    }

    double spendOf(int channel) {
        return spendBetween(channel, 0, days);
    }

    /** Mean daily spend of the last days of the training window. */
    double recentSpend(int channel, int lastDays) {
        int from = Math.max(0, days - lastDays);
        return spendBetween(channel, from, days) / (days - from);
    }

    private double spendBetween(int channel, int from, int to) {
        double sum = 0;
        for (int day = from; day < to; day++) {
            sum += input.spend()[channel][day];
        }
        return sum;
    }

    double meanOnSpendingDays(int channel) {
        int spending = 0;
        for (int day = 0; day < days; day++) {
            spending += input.spend()[channel][day] > 0 ? 1 : 0;
        }
        return spending == 0 ? 0 : spendOf(channel) / spending;
    }

    /** Standard deviation of daily spend over its mean; 0 without spend. */
    double spendVariation(int channel) {
        double mean = spendOf(channel) / days;
        if (mean == 0) {
            return 0;
        }
        double squares = 0;
        for (int day = 0; day < days; day++) {
            double deviation = input.spend()[channel][day] - mean;
            squares += deviation * deviation;
        }
        return Math.sqrt(squares / days) / mean;
    }

    /** Correlation of two channels' daily spend; 0 if one of them does not vary. */
    double correlation(int one, int other) {
        double[] a = input.spend()[one];
        double[] b = input.spend()[other];
        double meanA = spendOf(one) / days;
        double meanB = spendOf(other) / days;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int day = 0; day < days; day++) {
            ab += (a[day] - meanA) * (b[day] - meanB);
            aa += (a[day] - meanA) * (a[day] - meanA);
            bb += (b[day] - meanB) * (b[day] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }
}
