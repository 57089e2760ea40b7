package io.banditpipeline.connectors.csv;

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
                .filter(name -> isNear(wanted, fold(name)))
                .min(Comparator.comparingInt(name -> distance(wanted, fold(name))))
                .map(name -> ", the nearest is \"" + name + "\"")
                .orElse("");
    }

    private static boolean isNear(String a, String b) {
        return distance(a, b) <= Math.max(1, Math.max(a.length(), b.length()) / 3);
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }

    /** Levenshtein's distance: the least number of insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
