package io.banditpipeline.quality;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What cleaning changed, how often, and examples. Counts of parts add up to the count of the whole in any order, so
 * parts may be cleaned side by side.
 *
 * @param changes the changes that were made, by kind
 */
public record CleaningCounts(Map<Cleaning, Change> changes) {
    /** The most examples that are kept of one kind. */
    public static final int MAX_EXAMPLES = 5;

    /** Nothing was changed; the neutral element of {@link #plus}. */
    public static final CleaningCounts NONE = new CleaningCounts(Map.of());

    /** Copies the map. */
    public CleaningCounts {
        changes = Map.copyOf(changes);
    }

    /**
     * Changes of one kind.
     *
     * @param times how often; at least 1
     * @param examples different examples in alphabetical order, at most {@link #MAX_EXAMPLES}
     */
    public record Change(long times, List<String> examples) {
        /**
         * Sorts the examples, and drops repeated ones and those beyond the most.
         *
         * @throws IllegalArgumentException if {@code times} is below 1
         */
        public Change {
            if (times < 1) {
                throw new IllegalArgumentException("times must be at least 1, but is " + times);
            }
            examples = examples.stream().distinct().sorted().limit(MAX_EXAMPLES).toList();
        }

        private Change plus(Change other) {
            return new Change(
                    Math.addExact(times, other.times),
                    Stream.concat(examples.stream(), other.examples.stream()).toList());
        }
    }

    /** Some changes of one kind. */
    public static CleaningCounts of(Cleaning kind, long times, String example) {
        Objects.requireNonNull(kind, "kind");
        return new CleaningCounts(Map.of(kind, new Change(times, List.of(example))));
    }

    /** The sums. Associative and commutative. */
    public CleaningCounts plus(CleaningCounts other) {
        Map<Cleaning, Change> sums = new EnumMap<>(Cleaning.class);
        sums.putAll(changes);
        other.changes.forEach((kind, change) -> sums.merge(kind, change, Change::plus));
        return new CleaningCounts(sums);
    }

    /** How often a kind of change was made. */
    public long times(Cleaning kind) {
        Change change = changes.get(kind);
        return change == null ? 0 : change.times();
    }

    /** One line for each kind of change, for a person, in the order of the kinds. */
    public List<String> lines() {
        return Stream.of(Cleaning.values())
                .filter(changes::containsKey)
                .map(kind -> line(kind, Objects.requireNonNull(changes.get(kind))))
                .toList();
    }

    private static String line(Cleaning kind, Change change) {
        String examples =
                change.examples().stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
        return change.times() + " " + kind.text() + (examples.isEmpty() ? "" : ", such as " + examples);
    }
}
