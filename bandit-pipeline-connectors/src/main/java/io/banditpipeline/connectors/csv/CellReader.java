package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.RejectedRow.Reason;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the cells of a file by its rules of numbers, times and missing values. Immutable and thread-safe. */
final class CellReader {
    static final String ENCODING_RULE = "csv.encoding";
    private static final char UNREADABLE = '\uFFFD';

    private final Times times;
    private final Numbers numbers;
    private final Set<String> nullTokens;
    private final int longestNullToken;

    CellReader(Times times, Numbers numbers, Set<String> nullTokens) {
        this.times = times;
        this.numbers = numbers;
        this.nullTokens =
                nullTokens.stream().map(token -> fold(Cells.strip(token))).collect(Collectors.toUnmodifiableSet());
        this.longestNullToken = nullTokens.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String fold(String token) {
        return token.toLowerCase(Locale.ROOT);
    }

    Times times() {
        return times;
    }

    /** Whether a cell says that nothing was reported. */
    boolean isNull(String cell) {
        return cell.isEmpty() || cell.length() <= longestNullToken && nullTokens.contains(fold(cell));
    }

    /** The metric of a cell, {@link Metrics#ABSENT} if none was reported or, with a reason added, if it is unreadable. */
    long metric(Metric metric, CsvRow row, NamedColumn column, Currency currency, List<Reason> reasons) {
        String cell = row.cell(column.index());
        if (isNull(cell)) {
            return Metrics.ABSENT;
        }
        try {
            requireReadable(cell);
            return switch (metric) {
                case IMPRESSIONS, CLICKS -> numbers.count(cell);
                case CONVERSIONS -> numbers.quantity(cell);
                case COST, REVENUE -> numbers.money(cell, currency);
            };
        } catch (BadCell bad) {
            reasons.add(new Reason(bad.rule(), column.name(), cell, bad.text()));
            return Metrics.ABSENT;
        }
    }

    /** Bytes that are not of the file's encoding would otherwise become part of a name. */
    void requireReadable(String cell) throws BadCell {
        if (cell.indexOf(UNREADABLE) >= 0) {
            throw new BadCell(
                    ENCODING_RULE,
                    Cells.quote(cell) + " holds bytes that are not of the file's encoding; save the file as UTF-8, or name"
                            + " its encoding in the mapping");
        }
    }
}
