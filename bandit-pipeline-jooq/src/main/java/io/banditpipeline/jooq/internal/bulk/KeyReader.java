package io.banditpipeline.jooq.internal.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands at many keys, or in many ranges of a key, with few statements: all keys as arrays on PostgreSQL,
 * some dozens a statement on MariaDB, one after the other on SQLite, where a statement costs no round trip. Not
 * thread-safe.
 */
public final class KeyReader implements AutoCloseable {
    /** Takes rows. */
    @FunctionalInterface
    public interface RowReader {
        /** Takes the row that the result set stands on. */
        void read(ResultSet row) throws SQLException;
    }

    /**
     * What to read.
     *
     * @param select the select list
     * @param table the table as it stands in SQL
     * @param equal the leading columns of its primary key that must equal the given values
     * @param range the column after them that must lie in the given range, or null if there is none
     * @param where a further condition, or {@code "1 = 1"}; its parameters are given to {@link #read}
     * @param tail {@code group by} or {@code order by}, or nothing. An order must begin with the equal columns, and a
     *     group contain them: rows of different statements are not put in order again
     */
    public record Query(
            String select,
            String table,
            List<String> equal,
            @Nullable String range,
            String where,
            String tail) {
        /** An empty buffer for keys: the equal values, then the first value of the range and the first after it. */
        public RowBuffer keys() {
            int bounds = range == null ? 0 : 1;
            return new RowBuffer(width(), equal.size() + bounds, 16);
        }

        int width() {
            return equal.size() + (range == null ? 0 : 2);
        }
    }

    private final Connection connection;
    private final BulkDialect dialect;
    private final Query query;
    private final TreeMap<Integer, PreparedStatement> rungs = new TreeMap<>();

    /** A reader; close it before the connection. */
    public KeyReader(Connection connection, BulkDialect dialect, Query query) {
        this.connection = connection;
        this.dialect = dialect;
        this.query = query;
    }

    /** An empty buffer for keys. */
    public RowBuffer keys() {
        return query.keys();
    }

    /**
     * Hands every row at the keys to the reader.
     *
     * @param keys made by {@link #keys}; sorted by the call. Ranges must not overlap
     * @param parameters of the further condition, in order
     */
    public void read(RowBuffer keys, RowReader reader, long... parameters) throws SQLException {
        keys.sortAndDeduplicate();
        int from = 0;
        while (from < keys.size()) {
            int left = keys.size() - from;
            int count = Math.min(
                    dialect.keysPerStatement(), dialect == BulkDialect.POSTGRESQL ? left : Integer.highestOneBit(left));
            read(keys, from, count, reader, parameters);
            from += count;
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : rungs.values()) {
            statement.close();
        }
    }

    private void read(RowBuffer keys, int from, int count, RowReader reader, long[] parameters) throws SQLException {
        PreparedStatement statement = statement(count);
        int parameter = bindKeys(statement, keys, from, count);
        for (long value : parameters) {
            statement.setLong(parameter++, value);
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private int bindKeys(PreparedStatement statement, RowBuffer keys, int from, int count) throws SQLException {
        if (dialect == BulkDialect.POSTGRESQL) {
            for (int c = 0; c < query.width(); c++) {
                statement.setObject(c + 1, keys.column(c, from, from + count));
            }
            return query.width() + 1;
        }
        int parameter = 1;
        for (int row = from; row < from + count; row++) {
            for (int c = 0; c < query.width(); c++) {
                statement.setLong(parameter++, keys.get(row, c));
            }
        }
        return parameter;
    }

    private PreparedStatement statement(int keys) throws SQLException {
        int rung = dialect == BulkDialect.POSTGRESQL ? 0 : keys;
        PreparedStatement statement = rungs.get(rung);
        if (statement == null) {
            statement = connection.prepareStatement(rung == 0 ? arraySql() : alternativesSql(keys));
            rungs.put(rung, statement);
        }
        return statement;
    }

    /** "offset 0" keeps the planner from turning the look-ups into a join over the whole table. */
    private String arraySql() {
        List<String> names = new ArrayList<>();
        for (int c = 0; c < query.width(); c++) {
            names.add("k" + c);
        }
        String arrays = String.join(", ", Collections.nCopies(names.size(), "?::bigint[]"));
        return "select " + query.select() + " from unnest(" + arrays + ") as k(" + String.join(", ", names)
                + ") cross join lateral (select * from " + query.table() + " t where " + condition(names) + " and "
                + query.where() + " offset 0) m " + query.tail();
    }

    private String alternativesSql(int keys) {
        String key = "(" + condition(Collections.nCopies(query.width(), "?")) + ")";
        return "select " + query.select() + " from " + query.table() + " where ("
                + String.join(" or ", Collections.nCopies(keys, key)) + ") and " + query.where() + " " + query.tail();
    }

    private String condition(List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int c = 0; c < query.equal().size(); c++) {
            parts.add(query.equal().get(c) + " = " + values.get(c));
        }
        if (query.range() != null) {
            parts.add(query.range() + " >= " + values.get(values.size() - 2));
            parts.add(query.range() + " < " + values.get(values.size() - 1));
        }
        return String.join(" and ", parts);
    }
}
