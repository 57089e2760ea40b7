package io.banditpipeline.connectors.tradedesk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import io.banditpipeline.metric.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The row of a report that names its columns, found by the cell of the day: titles may stand above it, and cells may be
 * parted by commas, semicolons, tabs or bars.
 *
 * @param separator what parts its cells
 * @param line the line that it starts on, from 1
 * @param header the names
 */
record HeaderRow(char separator, long line, ReportHeader header) {
    private static final int MOST_ROWS_ABOVE = 50;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final int MOST_FIELD_CHARS = 1 << 16;
    private static final int MOST_ROW_CHARS = 1 << 20;
    private static final int MOST_CELLS = 1 << 12;

    /**
     * Looks for it in the start of a report.
     *
     * @param dayNames the names that the column of the day may have
     * @throws SourceException if it is not there
     */
    static HeaderRow find(String prefix, Collection<String> dayNames) {
        if (prefix.isBlank()) {
            throw new SourceException(
                    SourceException.Kind.TRANSIENT,
                    "the report is empty: not even the names of its columns are there; it is asked for again, and if"
                            + " it stays so, look at the template",
                    null);
        }
        Set<String> wanted = dayNames.stream().map(Words::folded).collect(Collectors.toSet());
        return SEPARATORS.stream()
                .flatMap(separator -> first(prefix, separator, wanted).stream())
                .max(Comparator.comparingInt(row -> row.header().size()))
                .orElseThrow(() -> new SourceException(
                        SourceException.Kind.CONFIGURATION,
                        "the report has no header: none of its first " + MOST_ROWS_ABOVE + " rows has a cell "
                                + dayNames.stream().map(Words::quoted).collect(Collectors.joining(" or "))
                                + "; add the dimension to the template, or name the column with"
                                + " column(TradeDeskColumn.DATE, \"...\"). It begins with " + Words.quoted(prefix),
                        null));
    }

    private static Optional<HeaderRow> first(String prefix, char separator, Set<String> wanted) {
        try (CsvReader<CsvRecord> rows = parser(separator).build(handler(), prefix)) {
            int count = 0;
            for (CsvRecord row : rows) {
                if (row.getFields().stream().map(Words::folded).anyMatch(wanted::contains)) {
                    return Optional.of(
                            new HeaderRow(separator, row.getStartingLineNumber(), new ReportHeader(row.getFields())));
                }
                if (++count > MOST_ROWS_ABOVE) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        } catch (CsvParseException noSuchTable) {
            // With this separator the text is no table: the others are tried.
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static CsvReader.CsvReaderBuilder parser(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowMissingFields(true)
                .allowExtraFields(true)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(MOST_ROW_CHARS);
    }

    static CsvRecordHandler handler() {
        return CsvRecordHandler.of(handler ->
                handler.maxFields(MOST_CELLS).maxFieldSize(MOST_FIELD_CHARS).maxRecordSize(MOST_ROW_CHARS));
    }
}
