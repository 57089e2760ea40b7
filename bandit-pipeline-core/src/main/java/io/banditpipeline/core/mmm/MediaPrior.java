package io.banditpipeline.core.mmm;

/**
 * What is believed of a channel's return on ad spend before the data: a normal law, cut off below zero. Immutable.
 *
 * <p>With {@code q} the ratio of all spend to all outcome, its mean is the lesser of 1 and {@code 0.25 / q}, and its
 * standard deviation {@code 0.3 / q}, before the cut. So the prior speaks money where media are a small part of the
 * outcome, and the media's total share of the outcome is a quarter to a third a priori, whatever the number of
 * channels.
 *
 * @param mean mean before the cut
 * @param deviation standard deviation before the cut
 */
record MediaPrior(double mean, double deviation) {
    private static final double USUAL_RETURN = 1;
    private static final double MEAN_SHARE = 0.25;
    private static final double SHARE_DEVIATION = 0.3;

    static MediaPrior of(TrainingData data) {
        double spend = 0;
        double outcome = 0;
        for (int day = 0; day < data.days(); day++) {
            if (data.isKnown(day)) {
                outcome += Math.abs(data.input().outcome()[day]);
                for (double[] channel : data.input().spend()) {
                    spend += channel[day];
                }
            }
        }
        double inverse = spend > 0 ? outcome / spend : USUAL_RETURN;
        return new MediaPrior(Math.min(USUAL_RETURN, MEAN_SHARE * inverse), SHARE_DEVIATION * inverse);
    }

    double precision() {
        return 1 / (deviation * deviation);
    }

    /** The mean after the cut. */
    double expectation() {
        return mean + deviation * hazard();
    }

    private double hazard() {
        return NormalLaw.density(mean / deviation) / NormalLaw.cumulative(mean / deviation);
    }

    /** The variance after the cut. */
    double variance() {
        double cut = -mean / deviation;
        double hazard = hazard();
        return deviation * deviation * (1 + cut * hazard - hazard * hazard);
    }
}
