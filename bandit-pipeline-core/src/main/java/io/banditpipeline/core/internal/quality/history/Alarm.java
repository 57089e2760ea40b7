package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import java.time.LocalDate;

/**
 * What a watched series says of a day.
 *
 * @param kind in what way it is strange; {@link Kind#NONE} if it is not, or if that does not matter
 * @param since the day on which the burst began
 * @param value the value: a count, or units of the currency
 * @param expected what was expected
 */
record Alarm(Kind kind, LocalDate since, double value, double expected) {
    static boolean up(Kind kind) {
        return kind == Kind.SPIKE || kind == Kind.LEVEL_UP;
    }

    boolean up() {
        return up(kind);
    }

    boolean strange() {
        return kind != Kind.NONE;
    }
}
