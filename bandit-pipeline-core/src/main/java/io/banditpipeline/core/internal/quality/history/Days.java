package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Questions that several rules ask of an account's days. */
final class Days {
    private Days() {}

    /** The last day that is over and that the account's feeds have delivered; empty if they never were complete. */
    static Optional<LocalDate> complete(AccountHistory history) {
        if (history.completeUntil().equals(Instant.MIN)) {
            return Optional.empty();
        }
        LocalDate delivered = history.completeUntil()
                .atZone(history.account().zone())
                .toLocalDate()
                .minusDays(1);
        return Optional.of(delivered.isBefore(history.lastDay()) ? delivered : history.lastDay());
    }

    /** Some days up to the last one, oldest first. */
    static List<LocalDate> upTo(LocalDate last, int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> last.minusDays(count - 1 - i))
                .toList();
    }

    /** The days from {@code first} to before {@code end}. */
    static List<LocalDate> between(LocalDate first, LocalDate end) {
        return first.isBefore(end) ? first.datesUntil(end).toList() : List.of();
    }

    /** Whether ads ran: it cost something, or was seen. */
    static boolean active(Metrics metrics) {
        return metrics.orZero(Metric.COST) > 0 || metrics.orZero(Metric.IMPRESSIONS) > 0;
    }

    /** Whether there is no fact at all. */
    static boolean none(Metrics metrics) {
        return metrics.equals(Metrics.NONE);
    }

    /** Days from a day to the last day that is over: 0 for that day itself. */
    static int age(AccountHistory history, LocalDate day) {
        return (int) ChronoUnit.DAYS.between(day, history.lastDay());
    }

    /**
     * How many days the account moved on since its rows were collected before: 1 for a daily run, 0 for a second
     * collection of the same last day. Read from the newest day that was known before; empty if none was.
     */
    static OptionalLong step(AccountHistory history) {
        return history.arms().stream()
                .flatMap(arm -> newestBefore(arm, history.lastDay()).stream())
                .mapToLong(day -> age(history, day))
                .min();
    }

    private static Optional<LocalDate> newestBefore(ArmHistory arm, LocalDate last) {
        for (int i = arm.before().size() - 1; i >= 0; i--) {
            LocalDate day = arm.firstDay().plusDays(i);
            if (!day.isAfter(last) && !none(arm.before().get(i))) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }
}
