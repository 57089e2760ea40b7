package io.banditpipeline.connectors.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.banditpipeline.metric.SourceException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the header in the start of a file, and the separator with it: the row, under any separator, that has the most of
 * the columns that are looked for. Titles above the header are thereby skipped. Immutable and thread-safe.
 */
final class HeaderSearch {
    static final int MAX_ROWS_ABOVE = 25;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private final ToIntFunction<Header> matches;
    private final @Nullable Character separator;

    /**
     * @param matches how many of the columns that are looked for a header has
     * @param separator the one separator, or null to find it
     */
    HeaderSearch(ToIntFunction<Header> matches, @Nullable Character separator) {
        this.matches = matches;
        this.separator = separator;
    }

    /** The best candidate, whether or not it has all that is looked for. */
    HeaderRow find(TextFile file, String prefix) {
        if (prefix.isBlank()) {
            throw file.problem("the file is empty; a header row was expected");
        }
        return candidates(file, prefix)
                .max(Comparator.<HeaderRow>comparingInt(row -> matches.applyAsInt(row.header()))
                        .thenComparingInt(row -> row.header().size())
                        .thenComparing(Comparator.comparingLong(HeaderRow::line).reversed()))
                .orElseThrow(() -> tooLong(file));
    }

    private static SourceException tooLong(TextFile file) {
        return file.problem("no header was found in the first " + CsvTable.PREFIX_CHARS + " characters");
    }

    private Stream<HeaderRow> candidates(TextFile file, String prefix) {
        return Optional.ofNullable(separator).map(List::of).orElse(SEPARATORS).stream()
                .flatMap(candidate -> rows(file, prefix, candidate));
    }

    private static Stream<HeaderRow> rows(TextFile file, String prefix, char separator) {
        Stream.Builder<HeaderRow> rows = Stream.builder();
        try (CsvReader<CsvRecord> csv = CsvTable.parser(separator).build(CsvTable.handler(), prefix)) {
            int count = 0;
            for (CsvRecord row : csv) {
                rows.add(new HeaderRow(separator, row.getStartingLineNumber(), new Header(row.getFields())));
                if (++count > MAX_ROWS_ABOVE) {
                    break;
                }
            }
        } catch (CsvParseException tooLong) {
            // What was read before the overlong row is searched; the row itself fails when it is reached.
            return rows.build();
        } catch (IOException unreadable) {
            throw file.unreadable(unreadable);
        }
        return rows.build();
    }

    static String shown(char separator) {
        return separator == '\t' ? "tabs" : "\"" + separator + "\"";
    }
}
