package io.banditpipeline.jooq.internal.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The bulk path of databases without arrays: statements of 1, 2, 4 ... rows, each rendered and prepared once, so that
 * any number of rows takes few statements and no rendering.
 */
final class LadderUpserter extends BulkUpserter {
    private final Connection connection;
    private final BulkDialect dialect;
    private final BulkTable table;
    private final TreeMap<Integer, PreparedStatement> rungs = new TreeMap<>();

    LadderUpserter(Connection connection, BulkDialect dialect, BulkTable table) {
        this.connection = connection;
        this.dialect = dialect;
        this.table = table;
    }

    @Override
    void write(RowBuffer rows) throws SQLException {
        int from = 0;
        while (from < rows.size()) {
            int count = Math.min(dialect.rowsPerStatement(), Integer.highestOneBit(rows.size() - from));
            PreparedStatement statement = rung(count);
            bind(statement, rows, from, count);
            statement.executeUpdate();
            from += count;
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : rungs.values()) {
            statement.close();
        }
    }

    private PreparedStatement rung(int rows) throws SQLException {
        PreparedStatement statement = rungs.get(rows);
        if (statement == null) {
            statement = connection.prepareStatement(sql(dialect.jooq(), table, rows));
            rungs.put(rows, statement);
        }
        return statement;
    }

    private void bind(PreparedStatement statement, RowBuffer rows, int from, int count) throws SQLException {
        List<BulkColumn> columns = table.columns();
        int parameter = 1;
        for (int row = from; row < from + count; row++) {
            for (int c = 0; c < columns.size(); c++) {
                bind(statement, parameter++, columns.get(c), rows.get(row, c));
            }
        }
    }

    private static void bind(PreparedStatement statement, int parameter, BulkColumn column, long value)
            throws SQLException {
        if (column.nullable() && value == RowBuffer.NULL) {
            statement.setNull(parameter, Types.BIGINT);
        } else if (column.type() == BulkColumn.Type.LONG) {
            statement.setLong(parameter, value);
        } else {
            statement.setInt(parameter, Math.toIntExact(value));
        }
    }

    static String sql(SQLDialect dialect, BulkTable table, int rows) {
        List<Field<Long>> fields = fields(table.columns());
        InsertValuesStepN<Record> insert = DSL.using(dialect).insertInto(DSL.table(table.name()), fields);
        Object[] cells = new Object[fields.size()];
        Arrays.fill(cells, 0L);
        for (int row = 0; row < rows; row++) {
            insert = insert.values(cells);
        }
        if (table.values().isEmpty()) {
            return insert.onConflict(fields(table.key())).doNothing().getSQL();
        }
        Map<Field<Long>, Field<Long>> replaced = new LinkedHashMap<>();
        fields(table.values()).forEach(field -> replaced.put(field, DSL.excluded(field)));
        return insert.onConflict(fields(table.key())).doUpdate().set(replaced).getSQL();
    }

    private static List<Field<Long>> fields(List<BulkColumn> columns) {
        return columns.stream()
                .map(column -> DSL.field(DSL.name(column.name()), SQLDataType.BIGINT))
                .toList();
    }
}
