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
                .filter(name -> EditDistance.isNear(wanted, fold(name)) || isSwapped(wanted, fold(name)))
                .min(Comparator.comparingInt(name -> EditDistance.between(wanted, fold(name))));
    }

    /** Whether two letters that stand side by side are swapped, and all others are the same. */
    private static boolean isSwapped(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int at = 0;
        while (at < a.length() - 1 && a.charAt(at) == b.charAt(at)) {
            at++;
        }
        return at < a.length() - 1
                && a.charAt(at) == b.charAt(at + 1)
                && a.charAt(at + 1) == b.charAt(at)
                && a.substring(at + 2).equals(b.substring(at + 2));
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
