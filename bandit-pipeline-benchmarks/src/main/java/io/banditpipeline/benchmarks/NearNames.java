package io.banditpipeline.benchmarks;

import io.banditpipeline.internal.text.EditDistance;
import java.util.Comparator;
import java.util.List;

/** Finds the names that somebody who mistyped one may have meant. */
final class NearNames {
    private static final int MOST = 3;

    private NearNames() {}

    /** The nearest names, nearest first. */
    static List<String> of(String name, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
                .limit(MOST)
                .toList();
    }

    /** The number of characters to insert, delete or replace (Levenshtein), where a prefix is near. */
    private static int distance(String name, String candidate) {
        return candidate.startsWith(name) ? 0 : EditDistance.between(name, candidate);
    }
}
