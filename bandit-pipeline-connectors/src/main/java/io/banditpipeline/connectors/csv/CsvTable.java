package io.banditpipeline.connectors.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being read row by row, from the row after its header. At most one row is held, and rows are bounded, so
 * memory does not grow with the file (R15). Not thread-safe.
 */
final class CsvTable implements Closeable {
    static final int MAX_FIELD_CHARS = 1 << 16;
    static final int MAX_ROW_CHARS = 1 << 20;
    static final int PREFIX_CHARS = 1 << 16;

    private final TextFile file;
    private final HeaderRow headerRow;
    private final LastCharacter reader;
    private final CsvReader<CsvRecord> csv;
    private final CloseableIterator<CsvRecord> records;
    private long line;

    private CsvTable(TextFile file, HeaderRow headerRow, BufferedReader text) {
        this.file = file;
        this.headerRow = headerRow;
        this.reader = new LastCharacter(text);
        this.csv = parser(headerRow.separator()).build(handler(), reader);
        this.records = csv.iterator();
    }

    /**
     * Opens a file at its header.
     *
     * @param search finds the header in the start of the file
     * @throws io.banditpipeline.metric.SourceException if the file cannot be read or has no such header
     */
    static CsvTable open(TextFile file, HeaderSearch search) {
        BufferedReader text = null;
        try {
            text = file.open();
            CsvTable table = new CsvTable(file, search.find(file, prefix(text)), text);
            text = null;
            return table;
        } catch (IOException unreadable) {
            throw file.unreadable(unreadable);
        } finally {
            closeQuietly(text);
        }
    }

    private static void closeQuietly(@Nullable Closeable open) {
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyFailing) {
                // The failure that led here is the one to report.
                return;
            }
        }
    }

    private static String prefix(BufferedReader text) throws IOException {
        text.mark(PREFIX_CHARS);
        char[] start = new char[PREFIX_CHARS];
        int length = 0;
        for (int read; length < PREFIX_CHARS && (read = text.read(start, length, PREFIX_CHARS - length)) >= 0; ) {
            length += read;
        }
        text.reset();
        return new String(start, 0, length);
    }

    static CsvReader.CsvReaderBuilder parser(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(MAX_ROW_CHARS);
    }

    static CsvRecordHandler handler() {
        return CsvRecordHandler.of(b -> b.maxFieldSize(MAX_FIELD_CHARS).maxRecordSize(MAX_ROW_CHARS));
    }

    Header header() {
        return headerRow.header();
    }

    HeaderRow headerRow() {
        return headerRow;
    }

    /**
     * The next row that says something, or null at the end of the file.
     *
     * @throws io.banditpipeline.metric.SourceException if the rest of the file cannot be read
     */
    @Nullable CsvRow next() {
        CsvRecord next;
        while ((next = nextRecord()) != null) {
            line = next.getStartingLineNumber();
            CsvRow row = new CsvRow(file.name(), line, headerRow.separator(), next.getFields());
            if (line > headerRow.line() && !row.isBlank()) {
                requireClosedQuote(row);
                return row;
            }
        }
        return null;
    }

    private @Nullable CsvRecord nextRecord() {
        return isLast() ? null : records.next();
    }

    private boolean isLast() {
        try {
            return !records.hasNext();
        } catch (UncheckedIOException broken) {
            throw file.unreadable(broken.getCause());
        } catch (CsvParseException malformed) {
            throw file.problem(
                    "a row after line " + line + " is longer than " + MAX_ROW_CHARS + " characters, or a cell longer than "
                            + MAX_FIELD_CHARS + "; look for a quote that is not closed",
                    malformed);
        }
    }

    /** A quote that is never closed swallows the rest of the file into one cell: rows would be lost unseen. */
    private void requireClosedQuote(CsvRow row) {
        List<String> cells = row.cells();
        boolean broken = cells.get(cells.size() - 1).indexOf('\n') >= 0;
        if (broken && isLast() && reader.last() != '"') {
            throw file.problem("the quote that opens in the row of line " + row.line()
                    + " is never closed; the rows after it cannot be told apart");
        }
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException unreadable) {
            throw file.unreadable(unreadable);
        }
    }

    /** Remembers the last character that was read and is no space. */
    private static final class LastCharacter extends Reader {
        private final Reader text;
        private int last = -1;

        LastCharacter(Reader text) {
            this.text = text;
        }

        int last() {
            return last;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = text.read(buffer, offset, length);
            for (int i = offset + read - 1; i >= offset; i--) {
                if (!Cells.isSpace(buffer[i])) {
                    last = buffer[i];
                    break;
                }
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }
}
