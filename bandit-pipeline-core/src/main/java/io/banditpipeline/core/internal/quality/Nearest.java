package io.banditpipeline.core.internal.quality;

import io.banditpipeline.internal.text.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody who mistyped one may have meant. */
final class Nearest {
    private Nearest() {}

    /** The end of an error message: the nearest name, if it is near. */
    static String hint(String name, Collection<String> known) {
        return of(name, known)
                .map(near -> "; did you mean '" + near + "'?")
                .orElseGet(() -> known.isEmpty() ? "; there are none" : "; there are " + known);
    }

    /** The name that takes the fewest edits, if these are at most half of it. */
    static Optional<String> of(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> EditDistance.between(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate ->
                        EditDistance.between(name, candidate) <= Math.max(name.length(), candidate.length()) / 2);
    }
}
