package io.banditpipeline.core.internal.quality.score;

import io.banditpipeline.quality.Subject;
import java.util.Objects;

/**
 * Two numbers that should be the same, such as a day and the sum of its hours, what was pulled and what was pushed, or
 * what platforms claim and what the host sold.
 *
 * @param kind what is compared, such as {@code "pull-push cost"}: pairs of one kind have one unit and are weighed
 *     against each other
 * @param subject what they speak of, with its day
 * @param first one number; finite
 * @param second the other; finite
 */
public record Pair(String kind, Subject subject, double first, double second) {
    /** @throws IllegalArgumentException if a number is not finite */
    public Pair {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
        if (!Double.isFinite(first) || !Double.isFinite(second)) {
            throw new IllegalArgumentException(
                    "both numbers of a pair must be finite, but are " + first + " and " + second + " (" + kind + ")");
        }
    }

    /** The larger of both, without sign. */
    double size() {
        return Math.max(Math.abs(first), Math.abs(second));
    }

    /** How much of the size both agree on; none if their signs differ. */
    double agreed() {
        return Math.max(0, size() - Math.abs(first - second));
    }
}
