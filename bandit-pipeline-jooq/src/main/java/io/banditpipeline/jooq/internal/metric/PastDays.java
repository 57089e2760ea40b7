package io.banditpipeline.jooq.internal.metric;

import io.banditpipeline.jooq.internal.bulk.RowBuffer;
import io.banditpipeline.jooq.internal.sql.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** Adds days of an arm up as they were known at a moment (R3), from all revisions observed until then. */
final class PastDays implements AutoCloseable {
    private static final String SELECT = "select start_s, granularity, entity_no, precedence, observed_us, local_day,"
            + " tombstone, impressions, clicks, conversion_micros, cost_micros, revenue_micros from ";
    private static final String WHERE = " where arm_no = ? and start_s >= ? and start_s < ? and observed_us <= ?";
    private static final String ORDER = " order by start_s, granularity, entity_no, precedence desc, observed_us desc";

    private final long asOfUs;
    private final PreparedStatement statement;
    private final RowBuffer days = FactReader.buffer();

    PastDays(Session session, MetricTables tables, long asOfUs) throws SQLException {
        this.asOfUs = asOfUs;
        this.statement = session.connection()
                .prepareStatement(SELECT + tables.metric().name() + WHERE + " union all " + SELECT
                        + tables.history().name() + WHERE + ORDER);
        statement.setFetchSize(session.streamingFetchSize());
    }

    /**
     * The totals of days, until the next call.
     *
     * @param firstDay the first day, or 0 for no days at all
     */
    RowBuffer read(long armNo, int firstDay, int lastDay) throws SQLException {
        days.clear();
        if (firstDay != 0) {
            bind(armNo, firstDay, lastDay, 1);
            bind(armNo, firstDay, lastDay, 5);
            try (ResultSet result = statement.executeQuery()) {
                addUp(result, armNo, firstDay, lastDay);
            }
        }
        return days;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    private void bind(long armNo, int firstDay, int lastDay, int parameter) throws SQLException {
        statement.setLong(parameter, armNo);
        statement.setLong(parameter + 1, Cells.earliestStart(firstDay));
        statement.setLong(parameter + 2, Cells.latestStart(lastDay));
        statement.setLong(parameter + 3, asOfUs);
    }

    /** The first revision of each row is the one that counted: they come by rank. */
    private void addUp(ResultSet result, long armNo, int firstDay, int lastDay) throws SQLException {
        ArmDays sums = new ArmDays((day, total) -> FactReader.add(days, armNo, day, total));
        long[] key = new long[3];
        long[] last = {Long.MIN_VALUE, 0, 0};
        while (result.next()) {
            for (int c = 0; c < key.length; c++) {
                key[c] = result.getLong(c + 1);
            }
            int day = result.getInt(6);
            if (!Arrays.equals(key, last) && day >= firstDay && day <= lastDay) {
                sums.add(
                        day,
                        key[2],
                        key[1] == 1,
                        result.getInt(7) != 0,
                        RevisionTable.metrics(result, 8),
                        result.getLong(5));
            }
            System.arraycopy(key, 0, last, 0, key.length);
        }
        sums.finish();
    }
}
