package io.banditpipeline.quality;

import java.time.Instant;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How good the data of a subject is in one dimension: a share of what was due.
 *
 * @param subject what it is about
 * @param dimension the dimension
 * @param numerator how much of what was due is good; from 0 to {@code denominator}
 * @param denominator how much was due; 0 means that nothing was, and the score is unknown
 * @param at when it was computed
 */
public record QualityScore(Subject subject, Dimension dimension, double numerator, double denominator, Instant at) {
    /** The quantile of the normal law that bounds 95 %. */
    private static final double Z95 = 1.959963984540054;

    /** @throws IllegalArgumentException unless 0 &lt;= numerator &lt;= denominator, both finite */
    public QualityScore {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(dimension, "dimension");
        Objects.requireNonNull(at, "at");
        if (!(numerator >= 0 && numerator <= denominator && denominator < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "numerator must be between 0 and denominator, but they are " + numerator + " and " + denominator);
        }
    }

    /** The score from 0 to 1; empty if nothing was due. */
    public OptionalDouble value() {
        return denominator == 0 ? OptionalDouble.empty() : OptionalDouble.of(numerator / denominator);
    }

    /**
     * The lower end of the 95 % score interval of Wilson (1927), for a denominator that counts things; 0 if nothing was
     * due.
     */
    public double lower() {
        return denominator == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /** The upper end of the interval; 1 if nothing was due. */
    public double upper() {
        return denominator == 0 ? 1 : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (numerator + Z95 * Z95 / 2) / (denominator + Z95 * Z95);
    }

    private double halfWidth() {
        double share = numerator / denominator;
        return Z95 / (denominator + Z95 * Z95) * Math.sqrt(denominator * share * (1 - share) + Z95 * Z95 / 4);
    }
}
