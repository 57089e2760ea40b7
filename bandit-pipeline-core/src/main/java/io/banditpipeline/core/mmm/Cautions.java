package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.ModelQuality;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what the data cannot tell of the whole; what it cannot tell of a channel stands in that channel's note. */
final class Cautions {
    private static final double HIGH_SHARE = 0.6;
    private static final double NEGATIVE_BASELINE = 0.2;
    private static final double LEAST_COVERAGE = 0.8;
    private static final double MOST_MISSING = 0.1;

    private final RegressionFit fit;
    private final ModelQuality quality;
    private final List<String> cautions = new ArrayList<>();

    Cautions(RegressionFit fit, ModelQuality quality) {
        this.fit = fit;
        this.quality = quality;
    }

    List<String> all() {
        ofPrediction();
        ofBaseline();
        if (fit.system.dayWeight < 1) {
            add(
                    "Errors of neighbouring days are alike (correlation %.2f), so each day counts for only %.2f.",
                    fit.autocorrelation, fit.system.dayWeight);
        }
        if (fit.shape.orders() == 0) {
            add(
                    "No season of the year is in the model (too few days, or it did not help to predict): seasonal demand may be"
                            + " credited to media.");
        }
        double missing = 1 - quality.trainingDays() / (double) fit.data.days();
        if (missing > MOST_MISSING) {
            add("The outcome is not known on %.0f %% of the days.", 100 * missing);
        }
        return List.copyOf(cautions);
    }

    private void ofPrediction() {
        if (quality.holdoutDays() == 0) {
            add("Too few days to hold any out: how well it predicts is not known.");
            return;
        }
        if (quality.holdoutWape() > quality.naiveWape()) {
            add(
                    "It predicts unseen days worse (error %.1f %%) than the same weekday a week before does (%.1f %%).",
                    100 * quality.holdoutWape(), 100 * quality.naiveWape());
        }
        if (quality.coverage90() < LEAST_COVERAGE) {
            add(
                    "Only %.0f %% of unseen days lie within their 90 %% prediction interval: something changed that it does not"
                            + " know of.",
                    100 * quality.coverage90());
        }
    }

    private void ofBaseline() {
        Prediction prediction = fit.prediction();
        double outcome = 0;
        for (double predicted : prediction.mean(0, fit.data.days())) {
            outcome += predicted;
        }
        int negative = 0;
        double baseline = 0;
        for (int draw = 0; draw < fit.draws.size(); draw++) {
            double sum = prediction.baselineSum(draw, 0, fit.data.days());
            negative += sum < 0 ? 1 : 0;
            baseline += sum / fit.draws.size();
        }
        if (negative > NEGATIVE_BASELINE * fit.draws.size()) {
            add(
                    "Sales without media come out below zero in %.0f %% of the draws.",
                    100.0 * negative / fit.draws.size());
        }
        if (outcome > 0 && 1 - baseline / outcome > HIGH_SHARE) {
            add("Media are said to bring %.0f %% of the outcome: check that.", 100 * (1 - baseline / outcome));
        }
    }

    private void add(String text, Object... figures) {
        cautions.add(String.format(Locale.ROOT, text, figures));
    }
}
