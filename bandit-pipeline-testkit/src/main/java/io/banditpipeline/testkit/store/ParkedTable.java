package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows that wait for their entity to be mapped. Not thread-safe: its users hold the storage's lock. */
final class ParkedTable {
    private final Map<Key, Waiting> rows = new TreeMap<>();

    private record Key(RowKey row, Origin origin) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::row).thenComparing(Key::origin);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** A parked row and its account. */
    record Waiting(Account account, Observation row) {}

    List<Waiting> rows() {
        return List.copyOf(rows.values());
    }

    List<Observation> rows(Account account, Level level) {
        List<Observation> found = new ArrayList<>();
        rows.forEach((key, waiting) -> {
            if (key.row().entity().isOf(account, level)) {
                found.add(waiting.row());
            }
        });
        return found;
    }

    void replace(Slice slice, List<Observation> waiting) {
        rows.entrySet()
                .removeIf(entry ->
                        isIn(slice, entry.getKey().row(), entry.getValue().row()));
        waiting.forEach(row -> add(slice.account(), row));
    }

    /** Parks a row; of two of one entity, interval and origin the later observed is kept. */
    void add(Account account, Observation row) {
        rows.merge(
                key(account, row),
                new Waiting(account, Kept.row("", row).observation()),
                (a, b) -> b.row().observedAt().isBefore(a.row().observedAt()) ? a : b);
    }

    /** What waits of the entity, interval and origin of a row, or null. */
    @Nullable
    Observation find(Account account, Observation row) {
        Waiting waiting = rows.get(key(account, row));
        return waiting == null ? null : waiting.row();
    }

    void remove(Account account, Observation row) {
        rows.remove(key(account, row));
    }

    private static Key key(Account account, Observation row) {
        return new Key(RowKey.of(account, row), row.origin());
    }

    private static boolean isIn(Slice slice, RowKey key, Observation row) {
        return key.entity().isOf(slice.account(), slice.level())
                && key.granularity() == slice.granularity()
                && slice.days().contains(row.interval().day());
    }
}
