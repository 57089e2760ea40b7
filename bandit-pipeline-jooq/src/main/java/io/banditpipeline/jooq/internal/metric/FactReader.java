package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;

import io.banditpipeline.jooq.internal.bulk.KeyReader;
import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.store.FactQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads daily facts, a few arms at a time: fewer round trips than arms, and memory that does not grow with their
 * number. Days that have not changed since the moment asked for come from the roll-up; the others are added up again
 * from the revisions that were known then. Every day that ever had a row is in the roll-up.
 */
final class FactReader implements AutoCloseable {
    private static final int ARMS_AT_ONCE = 16;
    private static final int ARM_NO = 0;
    private static final int DAY = 1;
    private static final int CHANGED = 2;
    private static final int OBSERVED = 3;
    private static final int QUANTITIES = 4;
    private static final int WIDTH = 9;

    private final Session session;
    private final FactQuery query;
    private final long asOfUs;
    private final KeyReader totals;
    private final PastDays past;
    private final RowBuffer days = new RowBuffer(WIDTH, 2, 1_024);

    FactReader(Session session, FactQuery query) throws SQLException {
        MetricTables tables = MetricTables.of(session);
        this.session = session;
        this.query = query;
        this.asOfUs = Cells.micros(query.asOf());
        this.past = new PastDays(session, tables, asOfUs);
        this.totals = new KeyReader(
                session.connection(),
                tables.dialect(),
                new KeyReader.Query(
                        tables.daily().columnList(""),
                        tables.daily().name(),
                        List.of("arm_no"),
                        "local_day",
                        "1 = 1",
                        ""));
    }

    /** Hands every fact to the consumer. */
    void read(Consumer<? super DailyFact> consumer) throws SQLException {
        List<Map.Entry<String, Long>> arms = List.copyOf(arms().entrySet());
        for (int from = 0; from < arms.size(); from += ARMS_AT_ONCE) {
            List<Map.Entry<String, Long>> some = arms.subList(from, Math.min(from + ARMS_AT_ONCE, arms.size()));
            readTotals(some);
            for (Map.Entry<String, Long> arm : some) {
                hand(arm.getKey(), arm.getValue(), consumer);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try (past) {
            totals.close();
        }
    }

    /** Numbers by id, sorted here: databases differ in how they sort text. */
    private Map<String, Long> arms() {
        Map<String, Long> arms = new TreeMap<>();
        session.dsl()
                .select(ARM.ARM_ID, ARM.ARM_NO)
                .from(ARM)
                .where(ARM.CAMPAIGN_ID.eq(query.campaignId()))
                .forEach(row -> arms.put(row.value1(), row.value2()));
        return arms;
    }

    private void readTotals(List<Map.Entry<String, Long>> arms) throws SQLException {
        days.clear();
        RowBuffer ranges = totals.keys();
        for (Map.Entry<String, Long> arm : arms) {
            int range = ranges.addRow();
            ranges.set(range, 0, arm.getValue());
            ranges.set(range, 1, Cells.day(query.days().first()));
            ranges.set(range, 2, Cells.day(query.days().last()) + 1L);
        }
        totals.read(ranges, result -> {
            int row = days.addRow();
            for (int c = 0; c < WIDTH; c++) {
                days.set(row, c, c < OBSERVED ? result.getLong(c + 1) : RevisionTable.quantity(result, c + 1));
            }
        });
        days.sort(2);
    }

    private void hand(String armId, long armNo, Consumer<? super DailyFact> consumer) throws SQLException {
        int first = -1 - days.find(new long[] {armNo, 0}, -1);
        int end = first;
        int firstStale = 0;
        int lastStale = 0;
        for (; end < days.size() && days.get(end, ARM_NO) == armNo; end++) {
            if (days.get(end, CHANGED) > asOfUs) {
                lastStale = (int) days.get(end, DAY);
                firstStale = firstStale == 0 ? lastStale : firstStale;
            }
        }
        RowBuffer then = past.read(armNo, firstStale, lastStale);
        long[] key = {armNo, 0};
        for (int row = first; row < end; row++) {
            key[1] = days.get(row, DAY);
            RowBuffer from = days.get(row, CHANGED) <= asOfUs ? days : then;
            int index = from == days ? row : then.find(key, -1);
            if (index >= 0) {
                hand(armId, from, index, consumer);
            }
        }
    }

    private static void hand(String armId, RowBuffer from, int row, Consumer<? super DailyFact> consumer) {
        if (from.get(row, OBSERVED) != RowBuffer.NULL) {
            Metrics metrics = new Metrics(
                    from.get(row, QUANTITIES),
                    from.get(row, QUANTITIES + 1),
                    from.get(row, QUANTITIES + 2),
                    from.get(row, QUANTITIES + 3),
                    from.get(row, QUANTITIES + 4));
            consumer.accept(new DailyFact(
                    armId, Cells.date(from.get(row, DAY)), metrics, Times.instant(from.get(row, OBSERVED))));
        }
    }

    /** An empty buffer for days of one arm. */
    static RowBuffer buffer() {
        return new RowBuffer(WIDTH, 2, 64);
    }

    /** Adds a day's total. */
    static void add(RowBuffer days, long armNo, int day, ArmDays.Total total) {
        int row = days.addRow();
        days.set(row, ARM_NO, armNo);
        days.set(row, DAY, day);
        days.set(row, CHANGED, total.changedUs());
        days.set(row, OBSERVED, total.observedUs());
        RevisionTable.set(days, row, QUANTITIES, total.metrics());
    }
}
