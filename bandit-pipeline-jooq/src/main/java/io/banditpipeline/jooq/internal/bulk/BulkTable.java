package io.banditpipeline.jooq.internal.bulk;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of whole numbers: its primary key comes first.
 *
 * @param name its name as it stands in SQL: with its schema, quoted if it must be
 * @param keyColumns how many of the columns, from the first, are the primary key
 * @param columns all columns
 */
public record BulkTable(String name, int keyColumns, List<BulkColumn> columns) {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** @throws IllegalArgumentException if the key is empty or longer than the columns */
    public BulkTable {
        columns = List.copyOf(columns);
        if (keyColumns < 1 || keyColumns > columns.size()) {
            throw new IllegalArgumentException("keyColumns must be in 1.." + columns.size() + ", but is " + keyColumns);
        }
    }

    /** A buffer for rows of this table. */
    public RowBuffer buffer(int capacity) {
        return new RowBuffer(columns.size(), keyColumns, capacity);
    }

    /** The names of all columns, separated by commas, each behind a prefix such as {@code "m."} or nothing. */
    public String columnList(String prefix) {
        return columns.stream().map(column -> prefix + column.name()).collect(Collectors.joining(", "));
    }

    List<BulkColumn> key() {
        return columns.subList(0, keyColumns);
    }

    List<BulkColumn> values() {
        return columns.subList(keyColumns, columns.size());
    }

    static void requireIdentifier(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            throw new IllegalArgumentException("not a plain SQL identifier: " + name);
        }
    }
}
