package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.metric.Metrics;
import java.time.LocalDate;

/**
 * A day of an arm, or of several arms together, before and after the latest collection.
 *
 * @param day the day
 * @param was what was known before
 * @param is what is known now; {@link Metrics#NONE} if the day has vanished
 * @param usualConversions how many conversions its days have on average
 */
record Restated(LocalDate day, Metrics was, Metrics is, double usualConversions) {
    /** Both together. */
    Restated plus(Restated other) {
        return new Restated(day, was.plus(other.was), is.plus(other.is), usualConversions + other.usualConversions);
    }

    boolean changed() {
        return !was.equals(is);
    }
}
