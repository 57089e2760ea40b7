package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * One number of several scores: the weighted mean of those that are known, but never more than the gates allow. What is
 * unknown counts neither for nor against. Plausibility has no weight: what is strange may be true.
 */
public final class OverallScore {
    private OverallScore() {}

    /**
     * The overall score.
     *
     * @param scores at most one for each dimension
     * @param cap the most that it may be: below 1 if a gate failed
     * @return from 0 to 1; empty if nothing is known and no gate failed
     */
    public static OptionalDouble of(Collection<QualityScore> scores, double cap) {
        double sum = 0;
        double weights = 0;
        for (QualityScore score : scores) {
            if (score.denominator() > 0) {
                sum += weight(score.dimension()) * score.numerator() / score.denominator();
                weights += weight(score.dimension());
            }
        }
        if (weights == 0) {
            return cap < 1 ? OptionalDouble.of(cap) : OptionalDouble.empty();
        }
        return OptionalDouble.of(Math.min(cap, sum / weights));
    }

    /** What a wrong or missing number does to a decision weighs twice what delays or repeats it. */
    static double weight(Dimension dimension) {
        return switch (dimension) {
            case COMPLETENESS, VALIDITY, CONSISTENCY, ACCURACY -> 2;
            case TIMELINESS, UNIQUENESS -> 1;
            case PLAUSIBILITY -> 0;
        };
    }
}
