package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.metric.Slice;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The names of our schedules, which tell when they were made: {@code bandit-pipeline trade_desk 20261123T191756Z
 * abc1234 2026-11-01/2026-11-07 DAY}.
 *
 * @param sourceId the source that makes them
 */
record ScheduleNames(String sourceId) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
    private static final int STAMP_LENGTH = 16;

    String of(Slice slice, Instant made) {
        return prefix() + STAMP.format(made.atOffset(ZoneOffset.UTC)) + " "
                + slice.account().id() + " " + slice.days() + " " + slice.granularity();
    }

    /** What all names of the source begin with. */
    String prefix() {
        return "bandit-pipeline " + sourceId + " ";
    }

    /** When a schedule of this name was made, or empty if it is not one of ours. */
    Optional<Instant> made(String name) {
        if (!name.startsWith(prefix()) || name.length() < prefix().length() + STAMP_LENGTH) {
            return Optional.empty();
        }
        String stamp = name.substring(prefix().length(), prefix().length() + STAMP_LENGTH);
        try {
            return Optional.of(LocalDateTime.parse(stamp, STAMP).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
