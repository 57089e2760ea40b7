package io.banditpipeline.connectors.internal.failure;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header retry-after: seconds, of which some platforms send fractions, or the date of HTTP. */
public final class RetryAfter {
    private static final int LONGEST_NUMBER = 12;
    /** No platform stops anyone for longer; what is said to take longer is a mistake, and must not stop us for good. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(LONGEST.toSeconds());

    private RetryAfter() {}

    /**
     * The delay, or empty if none was named, or none that can be understood. A date is taken as a delay from the date
     * that the answer itself bears, so that our clock need not agree with the platform's. At most seven days.
     */
    public static Optional<Duration> of(ErrorAnswer answer) {
        return answer.header("retry-after").map(String::strip).flatMap(value -> seconds(value)
                .or(() -> until(value, answer)));
    }

    private static Optional<Duration> seconds(String value) {
        boolean decimal = !value.isEmpty()
                && value.length() <= LONGEST_NUMBER
                && value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.');
        if (!decimal || value.chars().filter(c -> c == '.').count() > 1 || value.equals(".")) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(value).min(MOST_SECONDS);
        return Optional.of(Duration.ofNanos(seconds.movePointRight(9).longValue()));
    }

    private static Optional<Duration> until(String value, ErrorAnswer answer) {
        return instant(value).flatMap(then -> answer.header("date")
                .flatMap(RetryAfter::instant)
                .map(now -> Duration.between(now, then))
                .map(delay -> delay.isNegative() ? Duration.ZERO : delay)
                .map(delay -> delay.compareTo(LONGEST) > 0 ? LONGEST : delay));
    }

    private static Optional<Instant> instant(String value) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
