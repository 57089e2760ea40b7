package io.banditpipeline.benchmarks.anomaly;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A line {@code timestamp,value} of a file.
 *
 * @param line its number, from 1
 * @param timestamp the first cell as it stands
 * @param text the second cell as it stands
 * @param at the time, or null if it cannot be read
 * @param value the value; NaN if it is blank or cannot be read
 * @param fault what is wrong with it, or null if nothing is
 */
record SeriesRow(
        int line,
        String timestamp,
        String text,
        @Nullable LocalDateTime at,
        double value,
        @Nullable String fault) {
    private static final int DATE_LENGTH = 10;
    private static final int CELLS = 2;
    private static final DateTimeFormatter TIMES = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT);

    /** Reads a line; what is wrong with it is told in its fault. */
    static SeriesRow parse(int line, String text) {
        String[] cells = text.split(",", -1);
        String timestamp = unquoted(cells[0]);
        String value = cells.length < CELLS ? "" : unquoted(cells[1]);
        if (cells.length != CELLS) {
            return bad(line, timestamp, value, "it has " + cells.length + " cells where timestamp,value are 2");
        }
        LocalDateTime at;
        try {
            at = time(timestamp);
        } catch (DateTimeException e) {
            return bad(line, timestamp, value, "'" + timestamp + "' is no time such as 2011-07-01 00:00:01");
        }
        double number = number(value);
        String fault =
                Double.isFinite(number) ? null : value.isEmpty() ? "it has no value" : "'" + value + "' is no number";
        return new SeriesRow(line, timestamp, value, at, number, fault);
    }

    private static SeriesRow bad(int line, String timestamp, String value, String fault) {
        return new SeriesRow(line, timestamp, value, null, Double.NaN, fault);
    }

    private static String unquoted(String cell) {
        String bare = cell.strip();
        boolean quoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
        return quoted ? bare.substring(1, bare.length() - 1) : bare;
    }

    /** A time on the clock: with a space or a T, with or without fractions, an offset or a time at all. */
    static LocalDateTime time(String text) {
        String iso = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' '
                ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
                : text;
        TemporalAccessor parsed = TIMES.parseBest(iso, LocalDateTime::from, LocalDate::from);
        return parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
