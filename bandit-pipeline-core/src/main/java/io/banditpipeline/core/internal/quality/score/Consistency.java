package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How far numbers agree that should be the same: of the pairs of one kind, 1 - sum |a - b| / sum max(|a|, |b|).
 *
 * <p>Kinds have different units, and so cannot be added as they are: each pair weighs by its size, against the mean
 * size of its kind. A denominator is then a number of pairs, whatever they measure, and can be added over accounts of
 * different currencies.
 */
public final class Consistency {
    private Consistency() {}

    /** One score for each subject that any pair speaks of; pairs of two zeros say nothing. */
    public static List<QualityScore> of(List<Pair> pairs, Instant at) {
        Map<String, double[]> kinds = new HashMap<>();
        for (Pair pair : pairs) {
            if (pair.size() > 0) {
                double[] kind = kinds.computeIfAbsent(pair.kind(), key -> new double[2]);
                kind[0] += pair.size();
                kind[1]++;
            }
        }
        Map<Subject, double[]> sums = new HashMap<>();
        for (Pair pair : pairs) {
            double[] kind = kinds.get(pair.kind());
            if (pair.size() > 0 && kind != null) {
                double mean = kind[0] / kind[1];
                double[] sum = sums.computeIfAbsent(pair.subject(), subject -> new double[2]);
                sum[0] += pair.agreed() / mean;
                sum[1] += pair.size() / mean;
            }
        }
        List<QualityScore> scores = new ArrayList<>();
        sums.forEach((subject, sum) ->
                scores.add(new QualityScore(subject, Dimension.CONSISTENCY, Math.min(sum[0], sum[1]), sum[1], at)));
        return scores;
    }
}
