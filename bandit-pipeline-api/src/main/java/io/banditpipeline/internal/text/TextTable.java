package io.banditpipeline.internal.text;

import java.util.List;

/** Aligns cells in columns. */
public final class TextTable {
    private TextTable() {}

    /**
     * Lays a table out, each row on its line.
     *
     * @param rows the rows, the first of them the heading; all of one length
     * @param leftAligned how many leading columns are aligned to the left; so is the last one
     */
    public static String of(List<List<String>> rows, int leftAligned) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                boolean left = column < leftAligned || column == columns - 1;
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append("  ").append(left ? row.get(column) + padding : padding + row.get(column));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
