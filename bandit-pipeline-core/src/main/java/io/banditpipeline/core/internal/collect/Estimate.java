package io.banditpipeline.core.internal.collect;

import java.time.Duration;
import java.util.Optional;

/** How long work will still take if it goes on as it went so far. Stateless. */
public final class Estimate {
    private static final long MINUTES_UNTIL_HOURS = 90;
    private static final long HOURS_UNTIL_DAYS = 48;

    private Estimate() {}

    /**
     * The time that is left.
     *
     * @param done units done; at least 0
     * @param total units in all
     * @param elapsed how long those done took
     * @return empty while nothing can be said: nothing is done, or no time has passed; zero if all is done
     */
    public static Optional<Duration> left(long done, long total, Duration elapsed) {
        if (done >= total) {
            return Optional.of(Duration.ZERO);
        }
        if (done <= 0 || elapsed.isZero() || elapsed.isNegative()) {
            return Optional.empty();
        }
        double seconds = (double) elapsed.toMillis() / 1_000 / done * (total - done);
        return Optional.of(Duration.ofSeconds(Math.round(seconds)));
    }

    /** A time as a person says it: {@code "about 3 min"}; up or down to the next whole unit. */
    public static String text(Duration left) {
        long minutes = rounded(left.toSeconds(), 60);
        if (minutes == 0) {
            return "less than a minute";
        }
        if (minutes < MINUTES_UNTIL_HOURS) {
            return "about " + minutes + " min";
        }
        long hours = rounded(left.toMinutes(), 60);
        return hours < HOURS_UNTIL_DAYS ? "about " + hours + " h" : "about " + rounded(left.toHours(), 24) + " days";
    }

    private static long rounded(long amount, long unit) {
        return (amount + unit / 2) / unit;
    }
}
