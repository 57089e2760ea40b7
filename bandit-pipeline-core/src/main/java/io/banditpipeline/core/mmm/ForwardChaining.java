package io.banditpipeline.core.mmm;

import io.banditpipeline.mmm.MmmInput;

/**
 * Predicts the last days of an input block by block, each from a fit on the days before it alone.
 *
 * <p>Up to four blocks of a tenth of the days, one week at least and four at most. Carry-over runs on across the border of a
 * block; scales, normalisation, prior and day weight come from the training days.
 */
final class ForwardChaining {
    private static final int BLOCKS = 4;
    private static final int LEAST_BLOCK = 7;
    private static final int MOST_BLOCK = 28;
    private static final int LEAST_TRAINING = 28;

    private ForwardChaining() {}

    static HoldoutScore score(MmmInput input) {
        HoldoutScore score = new HoldoutScore();
        int block = Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, input.days() / 10));
        for (int i = BLOCKS; i >= 1; i--) {
            TrainingData data = new TrainingData(input, input.days() - i * block);
            if (data.days() > 0 && data.knownDays() >= LEAST_TRAINING && InputCheck.outcomeVaries(data)) {
                score.add(new RegressionFit(data, ChainPlan.FOLD), data.days() + block);
            }
        }
        return score;
    }
}
