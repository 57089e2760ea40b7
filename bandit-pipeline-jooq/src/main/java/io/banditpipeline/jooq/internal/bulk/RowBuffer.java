package io.banditpipeline.jooq.internal.bulk;

import java.util.Arrays;

/**
 * Rows of whole numbers, kept as one primitive array a column; the key columns come first. It grows as needed and is
 * meant to be cleared and filled again. Not thread-safe.
 */
public final class RowBuffer {
    /** Stands for SQL's null in a nullable column. */
    public static final long NULL = Long.MIN_VALUE;

    private final int keyColumns;
    private final long[][] columns;
    private int size;

    /**
     * @param width the number of columns
     * @param keyColumns how many of them, from the first, are the key
     * @param capacity rows to make room for at first
     */
    public RowBuffer(int width, int keyColumns, int capacity) {
        this.keyColumns = keyColumns;
        this.columns = new long[width][Math.max(1, capacity)];
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** Forgets all rows. */
    public void clear() {
        size = 0;
    }

    /** Opens a row and returns its index; its cells hold anything until they are set. */
    public int addRow() {
        resize(size + 1);
        return size - 1;
    }

    /** Makes the buffer hold this many rows; the cells of new ones hold anything until they are set. */
    public void resize(int rows) {
        if (rows > columns[0].length) {
            for (int c = 0; c < columns.length; c++) {
                columns[c] = Arrays.copyOf(columns[c], Math.max(rows, columns[c].length * 2));
            }
        }
        size = rows;
    }

    /** Sets a cell. */
    public void set(int row, int column, long value) {
        columns[column][row] = value;
    }

    /** A cell. */
    public long get(int row, int column) {
        return columns[column][row];
    }

    /** Adds a copy of a row of a buffer with the same columns. */
    public void addRowOf(RowBuffer other, int row) {
        int index = addRow();
        for (int c = 0; c < columns.length; c++) {
            columns[c][index] = other.columns[c][row];
        }
    }

    /** Whether a row and one of another buffer agree in columns {@code from} (included) to {@code to} (excluded). */
    public boolean same(int row, RowBuffer other, int otherRow, int from, int to) {
        for (int c = from; c < to; c++) {
            if (columns[c][row] != other.columns[c][otherRow]) {
                return false;
            }
        }
        return true;
    }

    /** Sorts the rows by key, and of rows with equal keys keeps only the last added. */
    public void sortAndDeduplicate() {
        if (isAscending(keyColumns, true)) {
            return;
        }
        int[] order = sortedOrder(keyColumns);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (i + 1 == size || compare(order[i], order[i + 1], keyColumns) != 0) {
                order[kept++] = order[i];
            }
        }
        reorder(order, kept);
    }

    /**
     * Sorts the rows by their first columns; rows that are equal in them stay in the order in which they were added.
     */
    public void sort(int leadingColumns) {
        if (!isAscending(leadingColumns, false)) {
            reorder(sortedOrder(leadingColumns), size);
        }
    }

    private void reorder(int[] order, int kept) {
        for (int c = 0; c < columns.length; c++) {
            long[] sorted = new long[columns[c].length];
            for (int i = 0; i < kept; i++) {
                sorted[i] = columns[c][order[i]];
            }
            columns[c] = sorted;
        }
        size = kept;
    }

    /**
     * Finds the row of a key in a sorted buffer.
     *
     * @param key the key's cells
     * @param hint where it probably is: rows that come in order are found at once
     * @return its index, or a negative number if there is none
     */
    public int find(long[] key, int hint) {
        if (hint >= 0 && hint < size && compareKey(hint, key) == 0) {
            return hint;
        }
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compareKey(middle, key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1 - low;
    }

    /** A copy of some cells of a column. */
    long[] column(int column, int from, int to) {
        return Arrays.copyOfRange(columns[column], from, to);
    }

    private boolean isAscending(int leadingColumns, boolean strictly) {
        for (int row = 1; row < size; row++) {
            int order = compare(row - 1, row, leadingColumns);
            if (order > 0 || (order == 0 && strictly)) {
                return false;
            }
        }
        return true;
    }

    /** Row indexes in key order, rows of equal keys in the order in which they were added: a bottom-up merge sort. */
    private int[] sortedOrder(int leadingColumns) {
        int[] from = new int[size];
        Arrays.setAll(from, i -> i);
        int[] to = new int[size];
        for (int run = 1; run < size; run *= 2) {
            for (int start = 0; start < size; start += 2 * run) {
                merge(from, to, start, Math.min(start + run, size), Math.min(start + 2 * run, size), leadingColumns);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int start, int middle, int end, int leadingColumns) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = left < middle && (right >= end || compare(from[left], from[right], leadingColumns) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }

    private int compare(int row, int other, int leadingColumns) {
        for (int c = 0; c < leadingColumns; c++) {
            int order = Long.compare(columns[c][row], columns[c][other]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compareKey(int row, long[] key) {
        for (int c = 0; c < keyColumns; c++) {
            int order = Long.compare(columns[c][row], key[c]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
