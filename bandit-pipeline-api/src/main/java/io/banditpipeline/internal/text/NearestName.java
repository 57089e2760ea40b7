package io.banditpipeline.internal.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was meant to be. */
public final class NearestName {
    private static final int LONGEST_COMPARED = 200;

    private NearestName() {}

    /** The nearest known name, if one is near; case, spaces, {@code _} and {@code -} do not count. */
    public static Optional<String> of(String typed, Collection<String> known) {
        if (typed.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        String wanted = fold(typed);
        return known.stream()
                .filter(name -> name.length() <= LONGEST_COMPARED && !name.isBlank())
                .filter(name -> EditDistance.isNear(wanted, fold(name)))
                .min(Comparator.comparingInt(name -> EditDistance.between(wanted, fold(name))));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
