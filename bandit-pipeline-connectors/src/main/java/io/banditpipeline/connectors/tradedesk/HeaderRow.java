package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.SourceException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        ReportRows rows = new ReportRows(new StringReader(prefix), separator);
        try {
            for (int count = 0; count <= MOST_ROWS_ABOVE; count++) {
                @Nullable ReportRow row = rows.next();
                if (row == null) {
                    return Optional.empty();
                }
                List<String> cells = row.cells();
                if (cells.stream().map(Words::folded).anyMatch(wanted::contains)) {
                    return Optional.of(new HeaderRow(separator, row.line(), new ReportHeader(cells)));
                }
            }
            return Optional.empty();
        } catch (SourceException | IOException noSuchTable) {
            // With this separator the text is no table, or ends within quotes: the others are tried.
            return Optional.empty();
        }
    }
}
