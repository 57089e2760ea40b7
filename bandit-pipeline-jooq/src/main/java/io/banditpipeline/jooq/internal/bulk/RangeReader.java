package io.banditpipeline.jooq.internal.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.TreeMap;

/**
 * Reads what lies in many ranges of a primary key (arm, from, to) with few statements: all ranges as arrays on PostgreSQL, some
 * dozens a statement on MariaDB, one after the other on SQLite, where a statement costs no round trip. Not thread-safe.
 */
public final class RangeReader implements AutoCloseable {
    /** Takes rows. */
    @FunctionalInterface
    public interface RowReader {
        /** Takes the row that the result set stands on. */
        void read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final BulkDialect dialect;
    private final Query query;
    private final TreeMap<Integer, PreparedStatement> rungs = new TreeMap<>();

    /**
     * What to read.
     *
     * @param select the select list
     * @param table the table
     * @param rangeColumn the column after {@code arm_no} in its primary key
     * @param where a further condition, or {@code "1 = 1"}; its parameters are given to {@link #read}
     * @param tail {@code group by} or {@code order by}, or nothing. An order must begin with {@code arm_no}, and a group contain
     *     it: ranges of different statements are not put in order again
     */
    public record Query(String select, String table, String rangeColumn, String where, String tail) {}

    /** A reader; close it before the connection. */
    public RangeReader(Connection connection, BulkDialect dialect, Query query) {
        this.connection = connection;
        this.dialect = dialect;
        this.query = query;
    }

    /** An empty buffer for ranges: arm, first value, first value after it. Ranges must not overlap. */
    public static RowBuffer ranges() {
        return new RowBuffer(3, 2, 16);
    }

    /**
     * Hands every row in the ranges to the reader.
     *
     * @param ranges made by {@link #ranges}; sorted by the call
     * @param parameters of the further condition, in order
     */
    public void read(RowBuffer ranges, RowReader reader, long... parameters) throws SQLException {
        ranges.sortAndDeduplicate();
        int from = 0;
        while (from < ranges.size()) {
            int left = ranges.size() - from;
            int count = dialect == BulkDialect.POSTGRESQL
                    ? Math.min(dialect.rangesPerStatement(), left)
                    : Math.min(dialect.rangesPerStatement(), Integer.highestOneBit(left));
            read(ranges, from, count, reader, parameters);
            from += count;
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : rungs.values()) {
            statement.close();
        }
    }

    private void read(RowBuffer ranges, int from, int count, RowReader reader, long[] parameters) throws SQLException {
        PreparedStatement statement = statement(count);
        int parameter = bindRanges(statement, ranges, from, count);
        for (long value : parameters) {
            statement.setLong(parameter++, value);
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private int bindRanges(PreparedStatement statement, RowBuffer ranges, int from, int count) throws SQLException {
        if (dialect == BulkDialect.POSTGRESQL) {
            for (int c = 0; c < 3; c++) {
                statement.setObject(c + 1, ranges.column(c, from, from + count));
            }
            return 4;
        }
        int parameter = 1;
        for (int row = from; row < from + count; row++) {
            for (int c = 0; c < 3; c++) {
                statement.setLong(parameter++, ranges.get(row, c));
            }
        }
        return parameter;
    }

    private PreparedStatement statement(int ranges) throws SQLException {
        int rung = dialect == BulkDialect.POSTGRESQL ? 0 : ranges;
        PreparedStatement statement = rungs.get(rung);
        if (statement == null) {
            statement = connection.prepareStatement(rung == 0 ? arraySql() : rangesSql(ranges));
            rungs.put(rung, statement);
        }
        return statement;
    }

    /** "offset 0" keeps the planner from turning the range look-ups into a join over the whole table. */
    private String arraySql() {
        return "select " + query.select()
                + " from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as r(range_key, range_from, range_to)"
                + " cross join lateral (select * from " + query.table() + " t where t.arm_no = r.range_key and t."
                + query.rangeColumn() + " >= r.range_from and t." + query.rangeColumn() + " < r.range_to and "
                + query.where() + " offset 0) m " + query.tail();
    }

    private String rangesSql(int ranges) {
        String range = "(arm_no = ? and " + query.rangeColumn() + " >= ? and " + query.rangeColumn() + " < ?)";
        return "select " + query.select() + " from " + query.table() + " where ("
                + String.join(" or ", Collections.nCopies(ranges, range)) + ") and " + query.where() + " " + query.tail();
    }
}
