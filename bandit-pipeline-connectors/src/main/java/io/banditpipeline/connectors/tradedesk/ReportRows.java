package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.SourceException;
import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parts a report into rows and cells (RFC 4180): a cell may stand in quotes, with spaces around them, and then hold
 * separators, line breaks and doubled quotes. Rows may have any number of cells; empty lines are passed over. All rows
 * are one object, whose cells stand in the buffer that was read into: a row holds until the next one is asked for. Not
 * thread-safe.
 */
final class ReportRows {
    private static final int BUFFER = 1 << 16;
    private static final int MOST_ROW_CHARS = 1 << 20;
    private static final int MORE = -1;

    private final Reader text;
    private final char separator;
    private final ReportRow row;
    private char[] buffer = new char[BUFFER];
    private int from;
    private int limit;
    private boolean ended;
    private long line = 1;
    private int breaks;

    ReportRows(Reader text, char separator) {
        this.text = text;
        this.separator = separator;
        this.row = new ReportRow(separator);
    }

    /**
     * Goes to the next row that is not empty.
     *
     * @return null at the end
     * @throws IOException if it breaks off, or ends within quotes
     * @throws SourceException if it is no table of cells
     */
    @Nullable
    ReportRow next() throws IOException {
        while (from < limit || !ended) {
            int end = scan();
            while (end == MORE) { // seldom: the row goes on behind what is in the buffer, and is begun again
                readMore();
                end = scan();
            }
            from = end;
            line += breaks;
            if (!row.isEmptyLine()) {
                row.complete();
                return row;
            }
        }
        return null;
    }

    /** Finds the cells of a row. Returns where the next row begins, or {@link #MORE}. */
    private int scan() throws IOException {
        row.begin(buffer, line);
        breaks = 0;
        int at = from;
        while (true) {
            int start = at;
            while (at < limit && buffer[at] <= ' ' && isWithin(buffer[at])) {
                at++;
            }
            if (at < limit && buffer[at] == '"') {
                at = quoted(at + 1);
            } else {
                at = plainEnd(at);
                row.add(start, at, false);
            }
            if (at == MORE || at == limit && !ended) {
                return MORE;
            }
            if (at == limit) {
                return limit;
            }
            if (buffer[at] != separator) {
                return behindBreak(at);
            }
            at++;
        }
    }

    private int plainEnd(int begin) {
        char[] chars = buffer;
        int at = begin;
        while (at < limit) {
            char c = chars[at];
            if (c == separator || c == '\n' || c == '\r') {
                break;
            }
            at++;
        }
        return at;
    }

    /** Takes a cell whose quote has been opened. Returns where the separator or line break behind it stands. */
    private int quoted(int start) throws IOException {
        boolean doubled = false;
        int at = start;
        for (; at < limit; at++) {
            char c = buffer[at];
            if (c == '"') {
                if (at + 1 == limit || buffer[at + 1] != '"') {
                    break;
                }
                doubled = true;
                at++;
            } else if (c == '\n' && buffer[at - 1] != '\r' || c == '\r') {
                breaks++;
            }
        }
        if (at == limit && ended) {
            throw new IOException("the report ends within a cell in quotes: it was cut off");
        }
        int end = at;
        do {
            at++;
        } while (at < limit && buffer[at] <= ' ' && isWithin(buffer[at]));
        if (at >= limit && !ended) {
            return MORE;
        }
        if (at < limit && isWithin(buffer[at])) {
            throw noTable("there is " + Words.quoted(String.valueOf(buffer[at])) + " behind a closing quote");
        }
        row.add(start, end, doubled);
        return at;
    }

    private boolean isWithin(char c) {
        return c != separator && c != '\n' && c != '\r';
    }

    private int behindBreak(int at) {
        breaks++;
        if (buffer[at] == '\n') {
            return at + 1;
        }
        if (at + 1 == limit && !ended) {
            return MORE;
        }
        return at + 1 < limit && buffer[at + 1] == '\n' ? at + 2 : at + 1;
    }

    /** Reads until the buffer is full, so that no row is begun again for every few characters. */
    private void readMore() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, limit - from);
        limit -= from;
        from = 0;
        if (limit == buffer.length) {
            if (limit >= MOST_ROW_CHARS) {
                throw noTable("it has a row of more than " + MOST_ROW_CHARS + " characters; is a quote not closed?");
            }
            buffer = Arrays.copyOf(buffer, 2 * limit);
        }
        while (limit < buffer.length && !ended) {
            int read = text.read(buffer, limit, buffer.length - limit);
            ended = read < 0;
            limit += Math.max(read, 0);
        }
    }

    private SourceException noTable(String what) {
        return ReportRow.noTable(line, what);
    }
}
