package io.banditpipeline.config;

import io.banditpipeline.connectors.internal.yaml.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a file, told in the order of the file. Not thread-safe. */
final class Problems {
    private static final int MOST = 100;

    private final List<Problem> found = new ArrayList<>();

    private record Problem(Place place, String text) {}

    void add(Place place, String text) {
        found.add(new Problem(place, text));
    }

    boolean any() {
        return !found.isEmpty();
    }

    /** Each with its place, at most 100 and a note on the rest. */
    List<String> list() {
        Stream<String> first = found.stream()
                .sorted(Comparator.comparing(Problem::place))
                .limit(MOST)
                .map(problem -> problem.place() + ": " + problem.text());
        Stream<String> rest =
                found.size() <= MOST ? Stream.of() : Stream.of("and " + (found.size() - MOST) + " more problems");
        return Stream.concat(first, rest).toList();
    }
}
