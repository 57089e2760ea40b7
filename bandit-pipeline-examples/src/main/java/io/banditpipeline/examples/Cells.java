package io.banditpipeline.examples;

import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.money.Micros;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them. */
final class Cells {
    private static final String UNKNOWN = "-";

    private Cells() {}

    /** To the second. */
    static String instant(@Nullable Instant instant) {
        return instant == null
                ? UNKNOWN
                : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In the two greatest units that it has. */
    static String duration(@Nullable Duration duration) {
        if (duration == null) {
            return UNKNOWN;
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return duration.toMinutes() == 0
                    ? duration.toSeconds() + " s"
                    : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toDays() == 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toDays() + " d " + duration.toHoursPart() + " h";
    }

    /** To the second digit after the point. */
    static String money(long micros) {
        return Micros.toDecimal(micros).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** To the second digit after the point. */
    static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : UNKNOWN;
    }

    /** A share as whole percent. */
    static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.0f %%", 100 * share) : UNKNOWN;
    }

    /** {@code "low .. high"}. */
    static String interval(double low, double high) {
        return number(low) + " .. " + number(high);
    }

    /** A text of a stranger, on one line. */
    static String shown(String text, int maxLength) {
        return text.isEmpty() ? UNKNOWN : Printable.line(text, maxLength);
    }

    /** What it prints as. */
    static String known(@Nullable Object value) {
        return value == null ? UNKNOWN : value.toString();
    }
}
