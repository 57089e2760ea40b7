package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.connectors.internal.text.RecentValues;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One row of a report: its cells are parts of a buffer that is not its own. Filled by {@link ReportRows} again and
 * again; not thread-safe.
 */
final class ReportRow {
    private static final int MOST_CELLS = 1 << 12;
    private static final int MOST_CELL_CHARS = 1 << 16;
    private static final int USUAL_CELLS = 32;

    private final char separator;
    private char[] buffer = {};
    private int[] starts = new int[USUAL_CELLS];
    private int[] ends = new int[USUAL_CELLS];
    private boolean[] doubled = new boolean[USUAL_CELLS];
    private boolean anyDoubled;
    private int size;
    private long line;

    ReportRow(char separator) {
        this.separator = separator;
    }

    void begin(char[] chars, long startLine) {
        buffer = chars;
        line = startLine;
        size = 0;
        anyDoubled = false;
    }

    /** @param quotes whether quotes in it are doubled */
    void add(int start, int end, boolean quotes) {
        if (end - start > MOST_CELL_CHARS) {
            throw noTable(line, "it has a cell of more than " + MOST_CELL_CHARS + " characters");
        }
        if (size == starts.length) {
            if (size == MOST_CELLS) {
                throw noTable(line, "it has a row of more than " + MOST_CELLS + " cells");
            }
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
            doubled = Arrays.copyOf(doubled, 2 * size);
        }
        starts[size] = start;
        ends[size] = end;
        doubled[size++] = quotes;
        anyDoubled |= quotes;
    }

    static SourceException noTable(long line, String what) {
        return new SourceException(
                SourceException.Kind.CONFIGURATION,
                "the report is no table of cells: " + what + ", in the row that begins on line " + line
                        + "; check that template and format agree",
                null);
    }

    boolean isEmptyLine() {
        return size == 1 && starts[0] == ends[0];
    }

    /** Makes one quote of two. To be called once, when all cells are there. */
    void complete() {
        for (int place = 0; anyDoubled && place < size; place++) {
            if (doubled[place]) {
                ends[place] = singleQuotes(starts[place], ends[place]);
            }
        }
    }

    private int singleQuotes(int start, int end) {
        int to = start;
        for (int at = start; at < end; at++) {
            buffer[to++] = buffer[at];
            at += buffer[at] == '"' ? 1 : 0;
        }
        return to;
    }

    /** The line that it starts on, from 1. */
    long line() {
        return line;
    }

    /** All cells as they stand. */
    List<String> cells() {
        return IntStream.range(0, size).mapToObj(this::whole).toList();
    }

    private String whole(int place) {
        return new String(buffer, starts[place], ends[place] - starts[place]);
    }

    /** The cell without the spaces around it; {@code ""} if the row is too short or the place is none. */
    String cell(int place) {
        return place < 0 || place >= size ? "" : Words.stripped(whole(place));
    }

    /** What was made of the cell when it came lately, else what is made of {@link #cell}. */
    <T> T cell(int place, RecentValues<T> values) {
        if (place < 0 || place >= size || !isTight(place)) {
            String cell = cell(place);
            return values.of(cell.toCharArray(), 0, cell.length());
        }
        return values.of(buffer, starts[place], ends[place] - starts[place]);
    }

    /** Whether there is a cell that neither begins nor ends with a space. */
    private boolean isTight(int place) {
        int start = starts[place];
        int end = ends[place];
        return end > start && !Words.isSpace(buffer[start]) && !Words.isSpace(buffer[end - 1]);
    }

    /** The canonical value of a number. */
    long number(int place, ReportNumbers numbers, Metric metric) throws BadValue {
        if (place >= 0 && place < size) {
            long quick = numbers.quick(metric, buffer, starts[place], ends[place]);
            if (quick != ReportNumbers.UNUSUAL) {
                return quick;
            }
        }
        return numbers.read(metric, cell(place));
    }

    /** Whether the cell begins with a digit. */
    boolean beginsWithDigit(int place) {
        if (place < 0 || place >= size || starts[place] == ends[place]) {
            return false;
        }
        char first = buffer[starts[place]];
        return first >= '0' && first <= '9';
    }

    boolean isBlank() {
        for (int place = 0; place < size; place++) {
            for (int at = starts[place]; at < ends[place]; at++) {
                if (!Words.isSpace(buffer[at])) {
                    return false;
                }
            }
        }
        return true;
    }

    String firstText() {
        for (int place = 0; place < size; place++) {
            String cell = cell(place);
            if (!cell.isEmpty()) {
                return cell;
            }
        }
        return "";
    }

    /** Where it stands, for people. */
    String where() {
        return "report line " + line;
    }

    RejectedRow rejected(List<Reason> reasons) {
        return new RejectedRow(where(), raw(), reasons);
    }

    private String raw() {
        return cells().stream().map(this::quoted).collect(Collectors.joining(String.valueOf(separator)));
    }

    private String quoted(String cell) {
        boolean plain = cell.indexOf(separator) < 0
                && cell.indexOf('"') < 0
                && cell.indexOf('\n') < 0
                && cell.indexOf('\r') < 0;
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
