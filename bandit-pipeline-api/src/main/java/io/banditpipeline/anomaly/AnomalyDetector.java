package io.banditpipeline.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Finds values of a series that do not look like those before.
 *
 * <p>A detector promises that a series fed in pieces, with its state taken out and put back in between, gives the same
 * verdicts as one fed at once; that a judgement rests on earlier values only; and that a series' memory is bounded. The
 * detector is thread-safe; a series is not.
 */
public interface AnomalyDetector {
    /** A stable id that changes when its settings or the form of its states change. */
    String id();

    /** The score from 0 to 1 at which a value is an anomaly. */
    double threshold();

    /**
     * Begins or continues a series.
     *
     * @param granularity what its values speak of: hours have a season of the clock, days one of the week
     * @param state what {@link Series#state} gave before, or null for a new series
     * @throws IllegalArgumentException if the state is not one of this detector's
     */
    Series series(Granularity granularity, byte @Nullable [] state);

    /** One series. */
    interface Series {
        /**
         * Judges the next value and learns from it.
         *
         * @param at the local time that it speaks of; later than those before, gaps are allowed
         * @param value the value; finite
         * @throws IllegalArgumentException if the time is not later than the one before, or the value is not finite
         */
        Judgement next(LocalDateTime at, double value);

        /** The time of the latest value, or null if there was none. */
        @Nullable
        LocalDateTime latest();

        /** All that it has learnt, to be continued later. */
        byte[] state();
    }

    /**
     * What is thought of a value.
     *
     * @param score from 0, ordinary, to 1; at or above the detector's threshold it is an anomaly
     * @param expected the value that was expected; NaN while too little is known
     * @param kind in what way it is strange; {@link Kind#NONE} if its score is below the threshold
     */
    record Judgement(double score, double expected, Kind kind) {}

    /** Ways to be strange. */
    enum Kind {
        /** Ordinary, or too little is known. */
        NONE,
        /** Far above what was expected. */
        SPIKE,
        /** Far below what was expected. */
        DROP,
        /** The level has moved up, and stays. */
        LEVEL_UP,
        /** The level has moved down, and stays. */
        LEVEL_DOWN
    }
}
