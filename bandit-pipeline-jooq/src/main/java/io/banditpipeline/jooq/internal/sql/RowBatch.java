package io.banditpipeline.jooq.internal.sql;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows by one statement that is rendered once, some hundred at a time. Of rows with one key the last wins.
 * Not thread-safe.
 */
public final class RowBatch {
    private static final int SIZE = 500;

    private final Session session;
    private final Query statement;
    private final Map<Object, Object[]> rows = new LinkedHashMap<>();

    private RowBatch(Session session, Query statement) {
        this.session = session;
        this.statement = statement;
    }

    /** Inserts rows; the values come in the order of the columns. */
    public static RowBatch insert(Session session, Table<Record> table, List<? extends Field<?>> columns) {
        return new RowBatch(session, values(session, table, columns));
    }

    /** Inserts rows whose primary key is new. */
    public static RowBatch insertNew(Session session, Table<Record> table, List<? extends Field<?>> columns) {
        return new RowBatch(
                session,
                values(session, table, columns)
                        .onConflict(table.getPrimaryKey().getFields())
                        .doNothing());
    }

    /** Inserts rows; those whose primary key is known get the new values instead. */
    public static RowBatch upsert(Session session, Table<Record> table, List<? extends Field<?>> columns) {
        List<? extends Field<?>> key = table.getPrimaryKey().getFields();
        Map<Field<?>, Object> changes = new LinkedHashMap<>();
        columns.stream()
                .filter(column -> !key.contains(column))
                .forEach(column -> changes.put(column, proposed(session, column)));
        return upsert(session, table, columns, changes);
    }

    /** Inserts rows; those whose primary key is known are changed as given. */
    public static RowBatch upsert(
            Session session, Table<Record> table, List<? extends Field<?>> columns, Map<Field<?>, Object> changes) {
        return new RowBatch(
                session,
                values(session, table, columns)
                        .onConflict(table.getPrimaryKey().getFields())
                        .doUpdate()
                        .set(changes));
    }

    /**
     * Adds a row.
     *
     * @param key what tells it from other rows
     * @param values in the order of the columns; null where there is none
     */
    public void add(Object key, @Nullable Object... values) {
        rows.put(key, values);
        if (rows.size() == SIZE) {
            flush();
        }
    }

    /**
     * Adds a row unless one with its key and a larger value in a column is waiting to be written.
     *
     * @param key what tells it from other rows
     * @param order the index of the column, which holds a long
     * @param values in the order of the columns; null where there is none
     */
    public void addLatest(Object key, int order, @Nullable Object... values) {
        rows.merge(key, values, (a, b) -> (Long) b[order] >= (Long) a[order] ? b : a);
        if (rows.size() == SIZE) {
            flush();
        }
    }

    /** Writes what has been added since the last time. */
    public void flush() {
        if (!rows.isEmpty()) {
            BatchBindStep batch = session.dsl().batch(statement);
            for (Object[] row : rows.values()) {
                batch = batch.bind(row);
            }
            batch.execute();
            rows.clear();
        }
    }

    /**
     * The value that an upsert proposes for a column. jOOQ's own word for it is a table named {@code excluded}, which
     * it would put into the configured schema.
     */
    public static <T> Field<T> proposed(Session session, Field<T> column) {
        String sql = session.engine().isMySqlFamily() ? "values({0})" : "excluded.{0}";
        return DSL.field(sql, column.getDataType(), DSL.name(column.getName()));
    }

    private static InsertValuesStepN<Record> values(
            Session session, Table<Record> table, List<? extends Field<?>> columns) {
        return session.dsl().insertInto(table, columns).values(Collections.nCopies(columns.size(), null));
    }
}
