package io.banditpipeline.connectors.tradedesk;

import java.time.DateTimeException;
import java.time.LocalDate;

/**
 * Reads the days and hours of a report: {@code 2026-12-31}, perhaps with a time behind it, and {@code 31/12/2026} where
 * dates are international. The month never comes first. Immutable and thread-safe.
 */
final class ReportDates {
    static final String DATE_RULE = "ttd.date";
    private static final int ISO_LENGTH = 10;
    private static final int HOURS = 24;

    private final boolean dayFirst;

    ReportDates(boolean dayFirst) {
        this.dayFirst = dayFirst;
    }

    /** The day, whatever follows it after a space or T. */
    LocalDate day(String cell) throws BadValue {
        try {
            if (isIso(cell)) {
                return LocalDate.of(number(cell, 0, 4), number(cell, 5, 7), number(cell, 8, ISO_LENGTH));
            }
            if (dayFirst && isDayFirst(cell)) {
                return LocalDate.of(number(cell, 6, ISO_LENGTH), number(cell, 3, 5), number(cell, 0, 2));
            }
        } catch (DateTimeException noSuchDay) {
            throw notADay(cell);
        }
        throw notADay(cell);
    }

    private BadValue notADay(String cell) {
        return new BadValue(
                DATE_RULE,
                Words.quoted(cell) + " is not a day; one like " + (dayFirst ? "31/12/2026 or 2026-12-31" : "2026-12-31")
                        + " was expected");
    }

    private static boolean isIso(String cell) {
        return isDate(cell) && cell.charAt(4) == '-' && cell.charAt(7) == '-';
    }

    private static boolean isDayFirst(String cell) {
        return isDate(cell) && "/.-".indexOf(cell.charAt(2)) >= 0 && cell.charAt(5) == cell.charAt(2);
    }

    private static boolean isDate(String cell) {
        return cell.length() == ISO_LENGTH
                || cell.length() > ISO_LENGTH && (cell.charAt(ISO_LENGTH) == 'T' || cell.charAt(ISO_LENGTH) == ' ');
    }

    /** @return the number of digits only, or -1, which is no part of any day */
    private static int number(String text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    /** The hour of a cell of its own: {@code 7}, {@code 07} or {@code 07:00}. */
    int hour(String cell) throws BadValue {
        int colon = cell.indexOf(':');
        String digits = colon < 0 ? cell : cell.substring(0, colon);
        boolean full = colon < 0 || cell.substring(colon).chars().allMatch(c -> c == ':' || c == '0');
        int hour = digits.isEmpty() || digits.length() > 2 ? -1 : number(digits, 0, digits.length());
        if (hour < 0 || hour >= HOURS || !full) {
            throw new BadValue(
                    SliceTimes.HOUR_RULE, Words.quoted(cell) + " is not an hour of the day; 0 to 23 was expected");
        }
        return hour;
    }

    /** The hour of the time behind a day. */
    int hourBehind(String cell) throws BadValue {
        if (cell.length() <= ISO_LENGTH + 1) {
            throw new BadValue(
                    SliceTimes.HOUR_RULE,
                    Words.quoted(cell) + " has no hour, and the report has no column of hours; add one to the template,"
                            + " or name it with column(TradeDeskColumn.HOUR, \"...\")");
        }
        return hour(cell.substring(ISO_LENGTH + 1));
    }
}
