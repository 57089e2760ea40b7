package io.banditpipeline.jooq.internal.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's bulk path: one array a column, one statement a chunk, whatever the chunk's size. */
final class UnnestUpserter extends BulkUpserter {
    private final Connection connection;
    private final BulkTable table;
    private final int rowsPerStatement;
    private final String sql;
    private @Nullable PreparedStatement statement;

    UnnestUpserter(Connection connection, BulkDialect dialect, BulkTable table) {
        this.connection = connection;
        this.table = table;
        this.rowsPerStatement = dialect.rowsPerStatement();
        this.sql = sql(table);
    }

    @Override
    void write(RowBuffer rows) throws SQLException {
        for (int from = 0; from < rows.size(); from += rowsPerStatement) {
            write(rows, from, Math.min(from + rowsPerStatement, rows.size()));
        }
    }

    private void write(RowBuffer rows, int from, int to) throws SQLException {
        if (statement == null) {
            statement = connection.prepareStatement(sql);
        }
        for (int c = 0; c < table.columns().size(); c++) {
            statement.setObject(c + 1, array(table.columns().get(c).type(), rows.column(c, from, to)));
        }
        statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        if (statement != null) {
            statement.close();
        }
    }

    /** The driver sends primitive arrays in binary; narrow ones halve what goes over the wire. */
    static Object array(BulkColumn.Type type, long[] cells) {
        return switch (type) {
            case LONG -> cells;
            case INT -> ints(cells);
            case SHORT -> shorts(cells);
        };
    }

    private static int[] ints(long[] cells) {
        int[] narrow = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            narrow[i] = Math.toIntExact(cells[i]);
        }
        return narrow;
    }

    private static short[] shorts(long[] cells) {
        short[] narrow = new short[cells.length];
        for (int i = 0; i < cells.length; i++) {
            narrow[i] = (short) cells[i];
            if (narrow[i] != cells[i]) {
                throw new ArithmeticException("does not fit a SMALLINT: " + cells[i]);
            }
        }
        return narrow;
    }

    /**
     * Arrays are unnested in a select list, which hands on row by row; in a FROM clause each would be written to a
     * store of its own first, an eighth of the server's work.
     */
    private static String sql(BulkTable table) {
        String arrays = table.columns().stream().map(UnnestUpserter::unnest).collect(Collectors.joining(", "));
        String cells = table.columns().stream().map(UnnestUpserter::cell).collect(Collectors.joining(", "));
        String key = table.key().stream().map(BulkColumn::name).collect(Collectors.joining(", "));
        String columns = table.columnList("");
        return "insert into " + table.name() + " (" + columns + ") select " + cells + " from (select " + arrays
                + ") u on conflict (" + key + ") do " + resolution(table);
    }

    private static String resolution(BulkTable table) {
        if (table.values().isEmpty()) {
            return "nothing";
        }
        return "update set "
                + table.values().stream()
                        .map(column -> column.name() + " = excluded." + column.name())
                        .collect(Collectors.joining(", "));
    }

    private static String unnest(BulkColumn column) {
        String type =
                switch (column.type()) {
                    case LONG -> "bigint";
                    case INT -> "int";
                    case SHORT -> "smallint";
                };
        return "unnest(?::" + type + "[]) as " + column.name();
    }

    private static String cell(BulkColumn column) {
        return column.nullable()
                ? "nullif(u." + column.name() + ", '" + RowBuffer.NULL + "'::bigint)"
                : "u." + column.name();
    }
}
