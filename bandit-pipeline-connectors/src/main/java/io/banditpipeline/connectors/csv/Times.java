package io.banditpipeline.connectors.csv;

import io.banditpipeline.metric.Interval;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Locale;

/** Reads days, hours and instants. A local time that does not exist, or comes twice, is refused and never moved. */
final class Times {
    static final String RULE = "csv.date";
    static final String ISO_DAYS = "yyyy-MM-dd";

    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2199;
    private static final DateTimeFormatter DATE_TIMES = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' ']")
            .optionalStart()
            .appendOffset("+HH:mm", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final String pattern;
    private final DateTimeFormatter days;

    /**
     * @param pattern of days, as {@link DateTimeFormatter} has it; names of months are English
     * @throws IllegalArgumentException if it is not a pattern of days
     */
    Times(String pattern) {
        this.pattern = pattern;
        this.days = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(prolepticYears(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
        try {
            LocalDate.parse(LocalDate.of(2024, 3, 31).format(days), days);
        } catch (DateTimeException notOfDays) {
            throw new IllegalArgumentException(
                    "pattern \"" + pattern + "\" does not hold year, month and day", notOfDays);
        }
    }

    /** Strict resolution wants the year without its era, which nobody writes: y is read as u outside quotes. */
    private static String prolepticYears(String pattern) {
        StringBuilder result = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (char c : pattern.toCharArray()) {
            quoted ^= c == '\'';
            result.append(c == 'y' && !quoted ? 'u' : c);
        }
        return result.toString();
    }

    LocalDate day(String text) throws BadCell {
        try {
            return inRange(LocalDate.parse(text, days), text);
        } catch (DateTimeParseException unreadable) {
            throw new BadCell(
                    RULE,
                    Cells.quote(text) + " is not a day; expected one like "
                            + LocalDate.of(2024, 3, 31).format(days) + " (" + pattern + ")");
        }
    }

    private static LocalDate inRange(LocalDate day, String text) throws BadCell {
        if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            throw new BadCell(
                    RULE, Cells.quote(text) + " is outside the years " + FIRST_YEAR + " to " + LAST_YEAR + ": a slip?");
        }
        return day;
    }

    /** The local day, which must exist: zones have left out days. */
    static Interval dayIn(LocalDate day, ZoneId zone) throws BadCell {
        if (day.atStartOfDay(zone).toInstant().equals(day.plusDays(1).atStartOfDay(zone).toInstant())) {
            throw new BadCell(RULE, "the day " + day + " does not exist in " + zone);
        }
        return Interval.ofDay(day, zone);
    }

    /** The hour that a date-time, with or without an offset, starts. */
    static Interval hour(String text, ZoneId zone) throws BadCell {
        return hourAt(instant(text, zone), text, zone);
    }

    /** An hour of the clock, 0 to 23 or 00:00 to 23:00, of a day. */
    static Interval hour(LocalDate day, String text, ZoneId zone) throws BadCell {
        LocalDateTime local = day.atTime(clockHour(text), 0);
        return hourAt(resolve(local, zone, text), text, zone);
    }

    private static int clockHour(String text) throws BadCell {
        String digits = text.endsWith(":00") ? text.substring(0, text.length() - 3) : text;
        if (digits.matches("[01]?[0-9]|2[0-3]")) {
            return Integer.parseInt(digits);
        }
        throw new BadCell(RULE, Cells.quote(text) + " is not an hour of the day; expected 0 to 23");
    }

    private static Interval hourAt(Instant start, String text, ZoneId zone) throws BadCell {
        LocalTime time = start.atZone(zone).toLocalTime();
        if (time.getMinute() != 0 || time.getSecond() != 0 || time.getNano() != 0) {
            throw new BadCell(RULE, Cells.quote(text) + " does not start an hour in " + zone + ": the minutes must be 00");
        }
        return Interval.ofHour(start, zone);
    }

    /** A date-time with an offset, or a local one in the zone. */
    static Instant instant(String text, ZoneId zone) throws BadCell {
        try {
            TemporalAccessor time = DATE_TIMES.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            inRange(LocalDate.from(time), text);
            return time instanceof OffsetDateTime withOffset
                    ? withOffset.toInstant()
                    : resolve(LocalDateTime.from(time), zone, text);
        } catch (DateTimeParseException unreadable) {
            throw new BadCell(
                    RULE,
                    Cells.quote(text) + " is not a date and time; expected one like 2024-03-31T14:00:00+02:00,"
                            + " or 2024-03-31 14:00 in the account's zone");
        }
    }

    private static Instant resolve(LocalDateTime local, ZoneId zone, String text) throws BadCell {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return local.toInstant(offsets.get(0));
        }
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (offsets.isEmpty()) {
            throw new BadCell(
                    RULE,
                    Cells.quote(text) + " does not exist in " + zone + ": clocks went from "
                            + change.getDateTimeBefore() + " to " + change.getDateTimeAfter());
        }
        throw new BadCell(
                RULE,
                Cells.quote(text) + " comes twice in " + zone + ", where clocks went back at "
                        + change.getDateTimeBefore() + ": export times with their offset, such as "
                        + local.atOffset(offsets.get(0)) + " or " + local.atOffset(offsets.get(1)));
    }
}
