package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.metric.Metrics;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds the rows of one arm that count, which come in the order of their start, up to one total a day. Of one entity and
 * day, a row of the day stands for the whole day, even if it has vanished; without one the hours stand. Holds a few
 * days at a time.
 */
final class ArmDays {
    private static final int OPEN_DAYS = 3;

    private final Sink sink;
    private final TreeMap<Integer, Map<Long, EntityDay>> open = new TreeMap<>();

    /** Takes totals in the order of days. */
    interface Sink {
        void accept(int day, Total total) throws SQLException;
    }

    ArmDays(Sink sink) {
        this.sink = sink;
    }

    /** What stands for an arm and day. */
    static final class Total {
        /** Smaller than any moment: nothing was observed. */
        static final long NEVER = Long.MIN_VALUE;

        private Metrics metrics = Metrics.NONE;
        private long observedUs = NEVER;
        private long changedUs = NEVER;

        /** The sums of the rows that have not vanished. */
        Metrics metrics() {
            return metrics;
        }

        /** The latest observation of a row that has not vanished, or {@link #NEVER} if all have. */
        long observedUs() {
            return observedUs;
        }

        /** The latest revision behind the total, vanishing included. */
        long changedUs() {
            return changedUs;
        }

        private void add(boolean vanished, Metrics row, long rowObservedUs) {
            changedUs = Math.max(changedUs, rowObservedUs);
            if (!vanished) {
                metrics = metrics.plus(row);
                observedUs = Math.max(observedUs, rowObservedUs);
            }
        }

        private void add(Total other) {
            metrics = metrics.plus(other.metrics);
            observedUs = Math.max(observedUs, other.observedUs);
            changedUs = Math.max(changedUs, other.changedUs);
        }
    }

    private static final class EntityDay {
        private final Total hours = new Total();
        private final Total wholeDay = new Total();

        Total standing() {
            return wholeDay.changedUs == Total.NEVER ? hours : wholeDay;
        }
    }

    void add(int day, long entityNo, boolean isWholeDay, boolean vanished, Metrics metrics, long observedUs)
            throws SQLException {
        EntityDay entityDay = open.computeIfAbsent(day, unused -> new HashMap<>())
                .computeIfAbsent(entityNo, unused -> new EntityDay());
        (isWholeDay ? entityDay.wholeDay : entityDay.hours).add(vanished, metrics, observedUs);
        if (open.size() > OPEN_DAYS) {
            closeFirst();
        }
    }

    /** Hands out the days that are still open; the next rows may be of another arm. */
    void finish() throws SQLException {
        while (!open.isEmpty()) {
            closeFirst();
        }
    }

    private void closeFirst() throws SQLException {
        Map.Entry<Integer, Map<Long, EntityDay>> day = open.pollFirstEntry();
        Total total = new Total();
        day.getValue().values().forEach(entityDay -> total.add(entityDay.standing()));
        sink.accept(day.getKey(), total);
    }
}
