package io.banditpipeline.core.internal.workflow;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations for people: {@code 250 ms}, {@code 1.5 s}, {@code 2 min 5 s}, {@code 1 h 30 min}. */
final class DurationText {
    private DurationText() {}

    static String of(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return BigDecimal.valueOf(duration.toMillis(), 3)
                            .stripTrailingZeros()
                            .toPlainString() + " s";
        }
        if (duration.compareTo(Duration.ofHours(1)) < 0) {
            return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
        }
        return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }

    private static String two(long large, String largeUnit, int small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
