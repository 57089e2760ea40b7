package io.banditpipeline.core.mmm;

import java.util.List;

/**
 * Predicts the last training days block by block, each from fits on the days before it alone.
 *
 * <p>Up to four blocks of a tenth of the days, one week at least and four at most. Carry-over runs on across the border
 * of a block; scales, normalisation, prior and day weight come from the days before it. The baseline's shape is the one
 * with the least absolute error; the score of a block is that of the shape that was best in the blocks before it, so
 * that choosing does not flatter.
 *
 * @param shape the shape that predicted best
 * @param score how well days that were held out were predicted
 */
record ForwardChaining(BaselineShape shape, HoldoutScore score) {
    private static final int BLOCKS = 4;
    private static final int LEAST_BLOCK = 7;
    private static final int MOST_BLOCK = 28;
    private static final int LEAST_TRAINING = 28;

    static ForwardChaining over(TrainingData all) {
        List<BaselineShape> shapes = BaselineShape.candidates(all.days());
        HoldoutScore[] scores = new HoldoutScore[shapes.size()];
        for (int s = 0; s < scores.length; s++) {
            scores[s] = new HoldoutScore();
        }
        HoldoutScore chosen = new HoldoutScore();
        int block = Math.max(LEAST_BLOCK, Math.min(MOST_BLOCK, all.days() / 10));
        for (int i = BLOCKS; i >= 1; i--) {
            TrainingData data = new TrainingData(all.input(), all.days() - i * block);
            if (data.days() > 0 && data.knownDays() >= LEAST_TRAINING && InputCheck.outcomeVaries(data)) {
                chosen.merge(scoreBlock(data, block, shapes, scores));
            }
        }
        return new ForwardChaining(shapes.get(best(scores)), chosen);
    }

    /** Scores every shape, and returns the score of the one that was best before. */
    private static HoldoutScore scoreBlock(
            TrainingData data, int block, List<BaselineShape> shapes, HoldoutScore[] scores) {
        int best = best(scores);
        HoldoutScore ofBest = new HoldoutScore();
        MarginalSystem.Products products = new MarginalSystem.Products(data);
        for (int s = 0; s < scores.length; s++) {
            HoldoutScore score = new HoldoutScore();
            score.add(new RegressionFit(data, products, shapes.get(s), ChainPlan.FOLD), data.days() + block);
            scores[s].merge(score);
            if (s == best) {
                ofBest = score;
            }
        }
        return ofBest;
    }

    /** The least error; of equal ones the simplest shape. */
    private static int best(HoldoutScore[] scores) {
        int best = 0;
        for (int s = 1; s < scores.length; s++) {
            if (scores[s].errorSum() < scores[best].errorSum()) {
                best = s;
            }
        }
        return best;
    }
}
