package io.banditpipeline.core.internal.alert;

import java.time.Duration;

/**
 * How alerts are delivered.
 *
 * @param repeatAfter how long after its delivery an open alert that nobody acknowledged is delivered again; positive
 * @param perHour the most deliveries of each severity in an hour, besides one summary; at least 1
 * @param deliveryLimit how long a sink may take for one delivery before its thread is interrupted; positive
 * @param maxTries how often a delivery is tried; at least 1
 * @param queueLimit the most deliveries that wait for one sink; at least 1
 * @param closeWithin how long deliveries are waited for when the desk closes; positive
 */
public record DeskSettings(
        Duration repeatAfter, int perHour, Duration deliveryLimit, int maxTries, int queueLimit, Duration closeWithin) {
    private static final int DEFAULT_PER_HOUR = 20;
    private static final int DEFAULT_TRIES = 5;
    private static final int DEFAULT_QUEUE = 100;

    /** @throws IllegalArgumentException if a number is out of its range */
    public DeskSettings {
        requirePositive("repeatAfter", repeatAfter);
        requirePositive("deliveryLimit", deliveryLimit);
        requirePositive("closeWithin", closeWithin);
        requireAtLeastOne("perHour", perHour);
        requireAtLeastOne("maxTries", maxTries);
        requireAtLeastOne("queueLimit", queueLimit);
    }

    /** Again after a day; 20 an hour; 3 minutes and 5 tries for a delivery, 100 waiting; 10 seconds to close. */
    public static DeskSettings ofDefaults() {
        return new DeskSettings(
                Duration.ofDays(1),
                DEFAULT_PER_HOUR,
                Duration.ofMinutes(3),
                DEFAULT_TRIES,
                DEFAULT_QUEUE,
                Duration.ofSeconds(10));
    }

    /** The same with another wait until an open alert is delivered again. */
    public DeskSettings repeatingAfter(Duration value) {
        return new DeskSettings(value, perHour, deliveryLimit, maxTries, queueLimit, closeWithin);
    }

    /** The same, closing within the given bound if that is shorter. */
    public DeskSettings closingWithin(Duration value) {
        Duration shorter = value.compareTo(closeWithin) < 0 ? value : closeWithin;
        return new DeskSettings(repeatAfter, perHour, deliveryLimit, maxTries, queueLimit, shorter);
    }

    private static void requirePositive(String property, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(property + " must be positive, but is " + value);
        }
    }

    private static void requireAtLeastOne(String property, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(property + " must be at least 1, but is " + value);
        }
    }
}
