package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.bulk.BulkDialect;
import io.banditpipeline.jooq.internal.bulk.KeyReader;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.metric.TouchedDays.Span;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.store.SliceContent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * Finds the rows of a slice that were not delivered and writes their tombstones (R2). Every delivered row is stored by
 * then, so an entity with as many rows as were delivered has none that vanished: only the others are read.
 */
final class VanishedRows {
    private static final String IN_SLICE = "granularity = ? and local_day >= ? and local_day <= ? and start_s < ?";

    private final Connection connection;
    private final BulkDialect dialect;
    private final String table;
    private final SeenRows seen;
    private final RevisionWriter writer;
    private final RowBuffer candidates = RevisionTable.buffer();
    private final Granularity granularity;
    private final ZoneId zone;
    private final long observedUs;
    private final int firstDay;
    private final int lastDay;
    private final long completeUntilSecond;
    private final String buried;

    /** @param all whether all that was not delivered vanished, or only what was observed while its interval was open */
    VanishedRows(
            Session session,
            MetricTables tables,
            SliceContent content,
            SeenRows seen,
            RevisionWriter writer,
            boolean all) {
        this.buried = IN_SLICE + " and (tombstone = 0 or observed_us > ?)" + (all ? "" : " and precedence = 0");
        this.connection = session.connection();
        this.dialect = tables.dialect();
        this.table = tables.metric().name();
        this.seen = seen;
        this.writer = writer;
        this.granularity = content.slice().granularity();
        this.zone = content.slice().account().zone();
        this.observedUs = Times.micros(content.observedAt());
        this.firstDay = Cells.day(content.slice().days().first());
        this.lastDay = Cells.day(content.slice().days().last());
        this.completeUntilSecond = Cells.secondsNotBefore(content.completeUntil());
    }

    /**
     * Writes tombstones of all rows that vanished.
     *
     * @param armByEntity the entities that the slice speaks of
     */
    void bury(Map<Long, Long> armByEntity, LongUnaryOperator entitiesOfArm) throws SQLException {
        TreeMap<Long, Span> incomplete = incompleteArms(armByEntity);
        if (!incomplete.isEmpty()) {
            try (KeyReader reader = new KeyReader(
                    connection, dialect, query("arm_no, start_s, granularity, entity_no, local_day", buried, ""))) {
                new DayBatches(entitiesOfArm, batch -> bury(reader, batch, armByEntity.keySet())).handleAll(incomplete);
            }
        }
    }

    private TreeMap<Long, Span> incompleteArms(Map<Long, Long> armByEntity) throws SQLException {
        TreeMap<Long, Span> incomplete = new TreeMap<>();
        try (KeyReader reader = new KeyReader(
                connection, dialect, query("arm_no, entity_no, count(*)", IN_SLICE, "group by arm_no, entity_no"))) {
            RowBuffer ranges = reader.keys();
            new HashSet<>(armByEntity.values()).forEach(arm -> addRange(ranges, arm, firstDay, lastDay));
            reader.read(
                    ranges,
                    result -> {
                        long entity = result.getLong(2);
                        if (armByEntity.containsKey(entity) && result.getLong(3) != seen.countDelivered(entity)) {
                            incomplete.put(result.getLong(1), new Span(firstDay, lastDay));
                        }
                    },
                    Codes.of(granularity),
                    firstDay,
                    lastDay,
                    completeUntilSecond);
        }
        return incomplete;
    }

    private void bury(KeyReader reader, Map<Long, Span> batch, Set<Long> entities) throws SQLException {
        candidates.clear();
        RowBuffer ranges = reader.keys();
        batch.forEach((arm, span) -> addRange(ranges, arm, span.first(), span.last()));
        int first = batch.values().stream().mapToInt(Span::first).min().orElse(firstDay);
        int last = batch.values().stream().mapToInt(Span::last).max().orElse(lastDay);
        Map<Integer, Long> ends = new HashMap<>();
        reader.read(
                ranges,
                result -> {
                    long entity = result.getLong(4);
                    if (entities.contains(entity) && !seen.has(entity, result.getLong(2))) {
                        addCandidate(result, ends);
                    }
                },
                Codes.of(granularity),
                first,
                last,
                completeUntilSecond,
                observedUs);
        candidates.sortAndDeduplicate();
        for (int row = 0; row < candidates.size(); row++) {
            int index = writer.addRow();
            for (int c = 0; c < RevisionTable.WIDTH; c++) {
                writer.rows().set(index, c, candidates.get(row, c));
            }
        }
    }

    private void addCandidate(ResultSet result, Map<Integer, Long> ends) throws SQLException {
        int row = candidates.addRow();
        for (int c = 0; c < RevisionTable.ROW_KEY; c++) {
            candidates.set(row, c, result.getLong(c + 1));
        }
        int day = result.getInt(5);
        boolean isOver = observedUs >= endUs(result.getLong(2), day, ends);
        candidates.set(row, RevisionTable.OBSERVED, observedUs);
        candidates.set(row, RevisionTable.PRECEDENCE, isOver ? 2 : 0);
        candidates.set(row, RevisionTable.DAY, day);
        candidates.set(row, RevisionTable.FEED, 0);
        candidates.set(row, RevisionTable.TOMBSTONE, 1);
        RevisionTable.set(candidates, row, RevisionTable.QUANTITIES, Metrics.NONE);
    }

    private long endUs(long startSecond, int day, Map<Integer, Long> ends) {
        return switch (granularity) {
            case HOUR -> (startSecond + 3_600) * 1_000_000;
            case DAY ->
                ends.computeIfAbsent(
                        day,
                        unused -> Times.micros(
                                Cells.date(day).plusDays(1).atStartOfDay(zone).toInstant()));
        };
    }

    private KeyReader.Query query(String select, String where, String tail) {
        return new KeyReader.Query(select, table, List.of("arm_no"), "start_s", where, tail);
    }

    private static void addRange(RowBuffer ranges, long arm, long firstDay, long lastDay) {
        int range = ranges.addRow();
        ranges.set(range, 0, arm);
        ranges.set(range, 1, Cells.earliestStart(firstDay));
        ranges.set(range, 2, Cells.latestStart(lastDay));
    }
}
