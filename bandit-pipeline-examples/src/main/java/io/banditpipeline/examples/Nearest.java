package io.banditpipeline.examples;

import io.banditpipeline.internal.text.EditDistance;
import java.util.Collection;
import java.util.Comparator;

/** Guesses what was meant by a name that does not exist. */
final class Nearest {
    private Nearest() {}

    /** {@code " Did you mean 'x'?"}, or {@code ""} if no name is near. */
    static String hint(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> EditDistance.isNear(typed, name))
                .min(Comparator.<String>comparingInt(name -> EditDistance.between(typed, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
    }
}
