package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Adds scores up: numerators and denominators, never shares. Adding in another order or in parts gives the same, but
 * for rounding. Its memory grows with subjects, not with scores. Not thread-safe.
 */
public final class Sums implements Consumer<QualityScore> {
    private static final int DIMENSIONS = Dimension.values().length;

    private final Function<Subject, Stream<Subject>> parents;
    private final Map<Subject, double[]> sums = new LinkedHashMap<>();

    /** @param parents what a score of a subject counts for; may be itself, several things, or nothing */
    public Sums(Function<Subject, Stream<Subject>> parents) {
        this.parents = parents;
    }

    /** Adds a score to all that its subject counts for. */
    @Override
    public void accept(QualityScore score) {
        parents.apply(score.subject())
                .forEach(parent -> add(parent, score.dimension(), score.numerator(), score.denominator()));
    }

    private void add(Subject subject, Dimension dimension, double numerator, double denominator) {
        double[] sum = sums.computeIfAbsent(subject, key -> nothing());
        int at = 2 * dimension.ordinal();
        sum[at] = Math.max(0, sum[at]) + numerator;
        sum[at + 1] += denominator;
    }

    /** A numerator below zero marks a dimension that no score spoke of. */
    private static double[] nothing() {
        double[] sum = new double[2 * DIMENSIONS];
        Arrays.setAll(sum, i -> i % 2 == 0 ? -1 : 0);
        return sum;
    }

    /** All subjects that anything was added for. */
    public List<Subject> subjects() {
        return List.copyOf(sums.keySet());
    }

    /** The sums of a subject, in the order of the dimensions; those that no score spoke of are missing. */
    public List<QualityScore> of(Subject subject, Instant at) {
        double[] sum = sums.getOrDefault(subject, nothing());
        List<QualityScore> scores = new ArrayList<>();
        for (Dimension dimension : Dimension.values()) {
            double numerator = sum[2 * dimension.ordinal()];
            double denominator = sum[2 * dimension.ordinal() + 1];
            if (numerator >= 0) {
                scores.add(new QualityScore(subject, dimension, Math.min(numerator, denominator), denominator, at));
            }
        }
        return scores;
    }
}
