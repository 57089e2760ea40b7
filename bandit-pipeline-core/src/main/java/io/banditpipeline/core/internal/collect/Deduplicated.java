package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Observation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a spool with one row for each entity and interval: the newest observed, and of those observed at once the
 * one that came last. Keys are noted in a bit set an entity, so that memory hardly grows with rows (R15).
 */
final class Deduplicated implements Iterable<Observation> {
    private static final long RESOLUTION_SECONDS = 900;

    private final RowSpool spool;
    private final Instant origin;
    private final Map<EntityRef, BitSet> seen = new HashMap<>();
    private final Map<Key, Winner> repeated = new HashMap<>();
    private boolean judged = true;

    /**
     * @param spool where the rows are kept
     * @param origin an instant that no row's interval starts before
     */
    Deduplicated(RowSpool spool, Instant origin) {
        this.spool = spool;
        this.origin = origin;
    }

    /**
     * Keeps a row.
     *
     * @return whether a row of its entity and interval is kept already
     */
    boolean add(Observation row) {
        BitSet starts = seen.computeIfAbsent(row.entity(), entity -> new BitSet());
        int index = index(row.interval());
        boolean repeats = starts.get(index);
        if (repeats) {
            repeated.put(Key.of(row), Winner.NONE);
            judged = false;
        }
        starts.set(index);
        spool.add(row);
        return repeats;
    }

    private int index(Interval interval) {
        return Math.toIntExact(
                interval.granularity() == Granularity.DAY
                        ? interval.day().toEpochDay()
                                - origin.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay()
                                + 1
                        : (interval.start().getEpochSecond() - origin.getEpochSecond()) / RESOLUTION_SECONDS);
    }

    /** How many rows another row of the same key supersedes. */
    long superseded() {
        judge();
        return repeated.values().stream().mapToLong(winner -> winner.rows() - 1).sum();
    }

    @Override
    public Iterator<Observation> iterator() {
        judge();
        return repeated.isEmpty() ? spool.iterator() : new Winners();
    }

    private void judge() {
        if (judged) {
            return;
        }
        repeated.replaceAll((key, winner) -> Winner.NONE);
        long position = 0;
        for (Observation row : spool) {
            long here = position++;
            repeated.computeIfPresent(Key.of(row), (key, winner) -> winner.or(row.observedAt(), here));
        }
        judged = true;
    }

    private record Key(EntityRef entity, Instant start) {
        static Key of(Observation row) {
            return new Key(row.entity(), row.interval().start());
        }
    }

    private record Winner(Instant observedAt, long position, long rows) {
        static final Winner NONE = new Winner(Instant.MIN, -1, 0);

        Winner or(Instant other, long otherPosition) {
            return other.isBefore(observedAt)
                    ? new Winner(observedAt, position, rows + 1)
                    : new Winner(other, otherPosition, rows + 1);
        }
    }

    /** Leaves out what another row supersedes. */
    private final class Winners implements Iterator<Observation> {
        private final Iterator<Observation> rows = spool.iterator();
        private long position;
        private @Nullable Observation next = advance();

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Observation next() {
            Observation current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            next = advance();
            return current;
        }

        private @Nullable Observation advance() {
            while (rows.hasNext()) {
                Observation row = rows.next();
                long here = position++;
                Winner winner = repeated.get(Key.of(row));
                if (winner == null || winner.position() == here) {
                    return row;
                }
            }
            return null;
        }
    }
}
