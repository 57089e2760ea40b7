package io.banditpipeline.connectors.ecb;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Currency;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bank's CSV line by line: a header of {@code Date,USD,JPY,...}, a row for each day, {@code N/A} where a
 * currency has no rate, and a comma at the end of each line.
 */
final class EcbCsv {
    private static final DateTimeFormatter LONG_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Set<String> NO_RATE = Set.of("", "N/A");

    private final Publications publications;
    private final List<Optional<Currency>> columns = new ArrayList<>();

    private EcbCsv(Publications publications) {
        this.publications = publications;
    }

    static void read(InputStream in, Publications publications) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        EcbCsv csv = new EcbCsv(publications);
        csv.header(lines.readLine());
        long line = 1;
        for (String row = lines.readLine(); row != null; row = lines.readLine()) {
            line++;
            if (!row.isBlank()) {
                csv.row(cells(row), line);
            }
        }
    }

    private void header(@Nullable String row) {
        List<String> names = cells(row == null ? "" : row);
        dropLastIfEmpty(names);
        if (!names.get(0).equals("Date")) {
            throw publications.broken("a header that begins with 'Date' was expected", 1);
        }
        Set<String> seen = new HashSet<>();
        for (String code : names.subList(1, names.size())) {
            if (!seen.add(code)) {
                throw publications.broken("the column " + Publications.shown(code) + " comes twice", 1);
            }
            columns.add(publications.currency(code, 1));
        }
    }

    private void row(List<String> cells, long line) {
        if (cells.size() > columns.size() + 1) {
            dropLastIfEmpty(cells);
        }
        if (cells.size() != columns.size() + 1) {
            throw publications.broken(
                    "it has " + cells.size() + " cells, but the header has " + (columns.size() + 1), line);
        }
        LocalDate day = day(cells.get(0), line);
        publications.day(day, line);
        for (int i = 0; i < columns.size(); i++) {
            String rate = cells.get(i + 1);
            if (!NO_RATE.contains(rate)) {
                columns.get(i).ifPresent(currency -> publications.rate(day, currency, rate, line));
            }
        }
    }

    private LocalDate day(String text, long line) {
        try {
            boolean iso = text.length() > 4 && text.charAt(4) == '-';
            return iso ? LocalDate.parse(text) : LocalDate.parse(text, LONG_DAY);
        } catch (DateTimeException e) {
            throw publications.broken("a day was expected, but is " + Publications.shown(text), line, e);
        }
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        for (String cell : row.split(",", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    /** What stands behind the comma at the end of a line. */
    private static void dropLastIfEmpty(List<String> cells) {
        if (cells.size() > 1 && cells.get(cells.size() - 1).isEmpty()) {
            cells.remove(cells.size() - 1);
        }
    }
}
