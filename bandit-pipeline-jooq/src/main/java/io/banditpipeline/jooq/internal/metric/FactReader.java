package io.banditpipeline.jooq.internal.metric;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;

import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Times;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.store.FactQuery;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads daily facts, one arm at a time. Days that have not changed since the moment asked for come from the roll-up; the others
 * are added up again from the revisions that were known then. Every day that ever had a row is in the roll-up.
 */
final class FactReader implements AutoCloseable {
    private static final int DAY = 0;
    private static final int CHANGED = 1;
    private static final int OBSERVED = 2;
    private static final int QUANTITIES = 3;
    private static final int WIDTH = 8;

    private final Session session;
    private final FactQuery query;
    private final long asOfUs;
    private final PreparedStatement totals;
    private final PastDays past;
    private final RowBuffer days = new RowBuffer(WIDTH, 1, 1_024);

    FactReader(Session session, FactQuery query) throws SQLException {
        MetricTables tables = MetricTables.of(session);
        this.session = session;
        this.query = query;
        this.asOfUs = Cells.micros(query.asOf());
        this.past = new PastDays(session, tables, asOfUs);
        this.totals = session.connection()
                .prepareStatement("select local_day, changed_us, observed_us, impressions, clicks, conversion_micros,"
                        + " cost_micros, revenue_micros from " + tables.daily().name()
                        + " where arm_no = ? and local_day >= ? and local_day <= ? order by local_day");
    }

    /** Hands every fact to the consumer. */
    void read(Consumer<? super DailyFact> consumer) throws SQLException {
        for (Map.Entry<String, Long> arm : arms().entrySet()) {
            readTotals(arm.getValue());
            RowBuffer recomputed = past.read(arm.getValue(), staleDay(true), staleDay(false));
            hand(arm.getKey(), recomputed, consumer);
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

    private void readTotals(long armNo) throws SQLException {
        days.clear();
        totals.setLong(1, armNo);
        totals.setInt(2, Cells.day(query.days().first()));
        totals.setInt(3, Cells.day(query.days().last()));
        try (ResultSet result = totals.executeQuery()) {
            while (result.next()) {
                int row = days.addRow();
                for (int c = 0; c < WIDTH; c++) {
                    days.set(row, c, c < OBSERVED ? result.getLong(c + 1) : RevisionTable.quantity(result, c + 1));
                }
            }
        }
    }

    /** The first or last day that changed later than the moment asked for, or 0 if none did. */
    private int staleDay(boolean first) {
        int found = 0;
        for (int row = 0; row < days.size(); row++) {
            if (days.get(row, CHANGED) > asOfUs && !(first && found != 0)) {
                found = (int) days.get(row, DAY);
            }
        }
        return found;
    }

    private void hand(String armId, RowBuffer recomputed, Consumer<? super DailyFact> consumer) {
        long[] key = new long[1];
        for (int row = 0; row < days.size(); row++) {
            if (days.get(row, CHANGED) <= asOfUs) {
                hand(armId, days, row, consumer);
            } else {
                key[0] = days.get(row, DAY);
                int then = recomputed.find(key, -1);
                if (then >= 0) {
                    hand(armId, recomputed, then, consumer);
                }
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
                    armId,
                    Cells.date(from.get(row, DAY)),
                    metrics,
                    Times.instant(from.get(row, OBSERVED))));
        }
    }

    /** An empty buffer for days of one arm. */
    static RowBuffer buffer() {
        return new RowBuffer(WIDTH, 1, 64);
    }

    /** Adds a day's total. */
    static void add(RowBuffer days, int day, ArmDays.Total total) {
        int row = days.addRow();
        days.set(row, DAY, day);
        days.set(row, CHANGED, total.changedUs());
        days.set(row, OBSERVED, total.observedUs());
        RevisionTable.set(days, row, QUANTITIES, total.metrics());
    }
}
