package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.SourceException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the rows of a report to one for each entity and time, exactly. Holds at most {@link #MOST_CELLS} of them,
 * however many rows the report has (R15). Not thread-safe.
 */
final class SliceTotals {
    /** The most entities times days, or hours, of one slice: some 50 MB. */
    static final int MOST_CELLS = 400_000;

    /** Empty places are small, but not nothing: hours in which few entities have a row. */
    private static final int PLACES_PER_CELL = 16;

    private final int times;
    private final int most;
    private final Map<String, Cell[]> byEntity = new LinkedHashMap<>();
    private int cells;

    /** The sum of the rows of an entity and time. */
    private static final class Cell {
        private @Nullable Metrics sum;
        private @Nullable String brokenBy;
    }

    /** Takes the sums, one at a time. */
    interface Visitor {
        /**
         * Takes a sum.
         *
         * @param brokenBy where a row stands that is part of it and could not be read, or null
         */
        void take(String entity, int time, Metrics sum, @Nullable String brokenBy);
    }

    /**
     * @param times how many days or hours the slice has
     * @param most the most cells
     */
    SliceTotals(int times, int most) {
        this.times = times;
        this.most = most;
    }

    /**
     * Adds a row.
     *
     * @throws ArithmeticException if the sum does not fit; it is then as before
     * @throws SourceException SPLIT if there are too many entities and times
     */
    void add(String entity, int time, Metrics row) {
        Cell cell = cell(entity, time);
        @Nullable Metrics before = cell.sum;
        cell.sum = before == null ? row : before.plus(row);
    }

    /** Tells that a row of an entity and time could not be read: the sum of the others is not the whole. */
    void broken(String entity, int time, String where) {
        Cell cell = cell(entity, time);
        if (cell.brokenBy == null) {
            cell.brokenBy = where;
        }
    }

    private Cell cell(String entity, int time) {
        Cell[] row = byEntity.computeIfAbsent(entity, id -> new Cell[times]);
        if (row[time] == null) {
            cells++;
            requireRoom();
            row[time] = new Cell();
        }
        return row[time];
    }

    private void requireRoom() {
        if (cells > most || (long) byEntity.size() * times > (long) most * PLACES_PER_CELL) {
            throw new SourceException(
                    SourceException.Kind.SPLIT,
                    "the report has more than " + most + " entities times days or hours; ask for fewer days",
                    null);
        }
    }

    /** Hands out all sums. Cells that only have rows that could not be read have none. */
    void forEach(Visitor visitor) {
        byEntity.forEach((entity, row) -> {
            for (int time = 0; time < times; time++) {
                Cell cell = row[time];
                if (cell != null && cell.sum != null) {
                    visitor.take(entity, time, cell.sum, cell.brokenBy);
                }
            }
        });
    }
}
