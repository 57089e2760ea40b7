package io.banditpipeline.core.internal.clean;

import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.Cleaning;
import io.banditpipeline.quality.CleaningCounts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The record of what is changed in the rows of one fetch: each change is counted, the first few are kept as examples
 * (R15). Not thread-safe: parts that are cleaned side by side have a log each, and their {@link #counts} are added.
 */
public final class CleaningLog {
    private final Map<Cleaning, Entry> entries = new EnumMap<>(Cleaning.class);

    /** An empty log. */
    public CleaningLog() {}

    /** Notes one change. The example is only worded while there is room for it. */
    public void note(Cleaning kind, Supplier<String> example) {
        entry(kind).add(1, example);
    }

    /**
     * Notes changes of one kind.
     *
     * @param times how often; 0 notes nothing
     * @throws IllegalArgumentException if {@code times} is negative
     */
    public void note(Cleaning kind, long times, String example) {
        if (times < 0) {
            throw new IllegalArgumentException("times must not be negative, but is " + times + " for " + kind);
        }
        if (times > 0) {
            entry(kind).add(times, () -> example);
        }
    }

    /** A row that may not have been observed later than a moment: later ones are observed at it, and that is noted. */
    public Observation notAfter(Observation row, Instant latest) {
        if (!row.observedAt().isAfter(latest)) {
            return row;
        }
        note(
                Cleaning.OBSERVED_IN_THE_FUTURE,
                () -> row.entity().id() + " on " + row.interval().day() + " at " + row.observedAt());
        return new Observation(
                row.entity(), row.interval(), latest, row.origin(), row.metrics(), row.currency(), row.attribution());
    }

    /** All that was noted so far. */
    public CleaningCounts counts() {
        Map<Cleaning, CleaningCounts.Change> changes = new EnumMap<>(Cleaning.class);
        entries.forEach((kind, entry) -> changes.put(kind, entry.change()));
        return new CleaningCounts(changes);
    }

    private Entry entry(Cleaning kind) {
        return entries.computeIfAbsent(kind, unused -> new Entry());
    }

    private static final class Entry {
        private final Set<String> examples = new HashSet<>();
        private long times;

        void add(long more, Supplier<String> example) {
            times = Math.addExact(times, more);
            if (examples.size() < CleaningCounts.MAX_EXAMPLES) {
                examples.add(example.get());
            }
        }

        CleaningCounts.Change change() {
            List<String> kept = new ArrayList<>(examples);
            return new CleaningCounts.Change(times, kept);
        }
    }
}
