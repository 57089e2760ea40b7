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
    private final Map<Long, BitSet> bits = new HashMap<>();

    /**
     * @param completeUntilSecond intervals that start at it or later are not looked at
     */
    SeenRows(DateRange days, long completeUntilSecond) {
        this.firstDay = Cells.day(days.first());
        this.lastDay = Cells.day(days.last());
        this.base = Cells.earliestStart(firstDay);
        this.completeUntilSecond = completeUntilSecond;
    }

    void add(long entityNo, long startSecond, long day) {
        if (day >= firstDay && day <= lastDay && startSecond < completeUntilSecond) {
            bits.computeIfAbsent(entityNo, unused -> new BitSet()).set(bit(startSecond));
        }
    }

    boolean has(long entityNo, long startSecond) {
        BitSet seen = bits.get(entityNo);
        return seen != null && seen.get(bit(startSecond));
    }

    /** How many intervals of an entity were seen. */
    long count(long entityNo) {
        BitSet seen = bits.get(entityNo);
        return seen == null ? 0 : seen.cardinality();
    }

    private int bit(long startSecond) {
        return Math.toIntExact((startSecond - base) / SECONDS_A_BIT);
    }
}
