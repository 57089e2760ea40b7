package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.metric.DateRange;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which intervals of which entities a slice delivered: one bit a quarter of an hour, since no two rows of an entity and
 * granularity start closer together. Not thread-safe.
 */
final class SeenRows {
    private static final long SECONDS_A_BIT = 900;

    private final int firstDay;
    private final int lastDay;
    private final long base;
    private final long completeUntilSecond;
    private final Map<Long, BitSet> delivered = new HashMap<>();
    private final Map<Long, BitSet> spared = new HashMap<>();

    /** @param completeUntilSecond intervals that start at it or later are not looked at */
    SeenRows(DateRange days, long completeUntilSecond) {
        this.firstDay = Cells.day(days.first());
        this.lastDay = Cells.day(days.last());
        this.base = Cells.earliestStart(firstDay);
        this.completeUntilSecond = completeUntilSecond;
    }

    /** A row was delivered and is stored. */
    void deliver(long entityNo, long startSecond, long day) {
        add(delivered, entityNo, startSecond, day);
    }

    /** A row was delivered but is not stored here: it did not vanish either. */
    void spare(long entityNo, long startSecond, long day) {
        add(spared, entityNo, startSecond, day);
    }

    boolean has(long entityNo, long startSecond) {
        return has(delivered, entityNo, startSecond) || has(spared, entityNo, startSecond);
    }

    /** How many intervals of an entity were delivered and are stored. */
    long countDelivered(long entityNo) {
        BitSet seen = delivered.get(entityNo);
        return seen == null ? 0 : seen.cardinality();
    }

    private void add(Map<Long, BitSet> to, long entityNo, long startSecond, long day) {
        if (day >= firstDay && day <= lastDay && startSecond < completeUntilSecond) {
            to.computeIfAbsent(entityNo, unused -> new BitSet()).set(bit(startSecond));
        }
    }

    private boolean has(Map<Long, BitSet> in, long entityNo, long startSecond) {
        BitSet seen = in.get(entityNo);
        return seen != null && seen.get(bit(startSecond));
    }

    private int bit(long startSecond) {
        return Math.toIntExact((startSecond - base) / SECONDS_A_BIT);
    }
}
