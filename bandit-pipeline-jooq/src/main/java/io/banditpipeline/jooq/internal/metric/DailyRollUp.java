package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.bulk.BulkUpserter;
import io.banditpipeline.jooq.internal.bulk.KeyReader;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.metric.TouchedDays.Span;
import io.banditpipeline.jooq.internal.sql.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/** Adds the touched days of arms up again, from the rows that count, and writes the totals that changed. */
final class DailyRollUp implements AutoCloseable {
    private static final int ARM = 0;
    private static final int DAY = 1;
    private static final int CHANGED = 2;
    private static final int OBSERVED = 3;
    private static final int QUANTITIES = 4;
    private static final int WIDTH = 9;

    private final LongUnaryOperator entitiesOfArm;
    private final KeyReader rows;
    private final KeyReader totals;
    private final BulkUpserter upserter;
    private final RowBuffer computed = new RowBuffer(WIDTH, 2, 1_024);
    private final RowBuffer stored = new RowBuffer(WIDTH, 2, 1);
    private final RowBuffer different = new RowBuffer(WIDTH, 2, 1_024);

    DailyRollUp(Session session, MetricTables tables, LongUnaryOperator entitiesOfArm) {
        Connection connection = session.connection();
        this.entitiesOfArm = entitiesOfArm;
        this.rows = new KeyReader(
                connection,
                tables.dialect(),
                new KeyReader.Query(
                        "arm_no, local_day, entity_no, granularity, tombstone, observed_us, impressions, clicks,"
                                + " conversion_micros, cost_micros, revenue_micros",
                        tables.metric().name(),
                        List.of("arm_no"),
                        "start_s",
                        "1 = 1",
                        "order by arm_no, start_s, granularity, entity_no"));
        this.totals = new KeyReader(
                connection,
                tables.dialect(),
                new KeyReader.Query(
                        tables.daily().columnList(""),
                        tables.daily().name(),
                        List.of("arm_no"),
                        "local_day",
                        "1 = 1",
                        ""));
        this.upserter = BulkUpserter.open(connection, tables.dialect(), tables.daily());
    }

    void rollUp(TouchedDays touched) throws SQLException {
        new DayBatches(entitiesOfArm, this::rollUp).handleAll(touched.spans());
    }

    @Override
    public void close() throws SQLException {
        try (rows;
                totals) {
            upserter.close();
        }
    }

    private void rollUp(TreeMap<Long, Span> batch) throws SQLException {
        computed.clear();
        Adder adder = new Adder(batch);
        RowBuffer ranges = rows.keys();
        batch.forEach(
                (arm, span) -> add(ranges, arm, Cells.earliestStart(span.first()), Cells.latestStart(span.last())));
        rows.read(ranges, adder);
        adder.days.finish();
        different.clear();
        BitSet same = unchanged(batch);
        for (int row = same.nextClearBit(0); row < computed.size(); row = same.nextClearBit(row + 1)) {
            different.addRowOf(computed, row);
        }
        upserter.upsert(different);
    }

    private BitSet unchanged(Map<Long, Span> batch) throws SQLException {
        RowBuffer ranges = totals.keys();
        batch.forEach((arm, span) -> add(ranges, arm, span.first(), span.last() + 1L));
        stored.resize(1);
        BitSet same = new BitSet();
        long[] key = new long[2];
        totals.read(ranges, result -> {
            for (int c = 0; c < WIDTH; c++) {
                stored.set(0, c, c < OBSERVED ? result.getLong(c + 1) : RevisionTable.quantity(result, c + 1));
            }
            key[ARM] = stored.get(0, ARM);
            key[DAY] = stored.get(0, DAY);
            int row = computed.find(key, same.length());
            if (row >= 0 && computed.same(row, stored, 0, CHANGED, WIDTH)) {
                same.set(row);
            }
        });
        return same;
    }

    private static void add(RowBuffer ranges, long arm, long from, long to) {
        int range = ranges.addRow();
        ranges.set(range, 0, arm);
        ranges.set(range, 1, from);
        ranges.set(range, 2, to);
    }

    /** Adds rows up as they are read. */
    private final class Adder implements KeyReader.RowReader {
        private final Map<Long, Span> batch;
        private final ArmDays days = new ArmDays(this::total);
        private long arm = Long.MIN_VALUE;
        private Span span = new Span(1, 0);

        Adder(Map<Long, Span> batch) {
            this.batch = batch;
        }

        @Override
        public void read(ResultSet result) throws SQLException {
            long rowArm = result.getLong(1);
            if (rowArm != arm) {
                days.finish();
                arm = rowArm;
                span = batch.getOrDefault(rowArm, span);
            }
            int day = result.getInt(2);
            if (day >= span.first() && day <= span.last()) {
                days.add(
                        day,
                        result.getLong(3),
                        result.getInt(4) == 1,
                        result.getInt(5) != 0,
                        RevisionTable.metrics(result, 7),
                        result.getLong(6));
            }
        }

        private void total(int day, ArmDays.Total total) {
            int row = computed.addRow();
            computed.set(row, ARM, arm);
            computed.set(row, DAY, day);
            computed.set(row, CHANGED, total.changedUs());
            computed.set(row, OBSERVED, total.observedUs());
            RevisionTable.set(computed, row, QUANTITIES, total.metrics());
        }
    }
}
