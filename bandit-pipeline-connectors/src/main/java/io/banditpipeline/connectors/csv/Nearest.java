package io.banditpipeline.connectors.csv;

import io.banditpipeline.internal.text.EditDistance;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Suggests the known name that a mistyped one was meant to be. */
final class Nearest {
    private static final int LONGEST_COMPARED = 200;

    private Nearest() {}

    /** {@code , the nearest is "x"}, or {@code ""} if no known name is near. */
    static String suggestion(String typed, Collection<String> known) {
        if (typed.length() > LONGEST_COMPARED) {
            return "";
        }
        String wanted = fold(typed);
        return known.stream()
                .filter(name -> name.length() <= LONGEST_COMPARED && !name.isBlank())
                .filter(name -> EditDistance.isNear(wanted, fold(name)))
                .min(Comparator.comparingInt(name -> EditDistance.between(wanted, fold(name))))
                .map(name -> ", the nearest is \"" + name + "\"")
                .orElse("");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
