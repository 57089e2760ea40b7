package io.banditpipeline.core.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/**
 * How many values, blocks and hours things take, by granularity. A block is the time that one slot of a season covers:
 * an hour or a day.
 *
 * @param unit what a block is
 * @param settling after so many values the scale is chosen again
 * @param misses so many latest misses tell the spread: a week of hours, 8 weeks of days
 * @param peaks among the peaks of so many blocks the tail is looked up: 14 days of hours, 16 weeks of days
 * @param learning how much a new miss counts for how good a forecast is
 * @param staleHours after a gap as long as this the current level is not known any more
 * @param burstDays days in which the memory of an alarm halves
 */
record Pace(ChronoUnit unit, int settling, int misses, int peaks, double learning, long staleHours, double burstDays) {
    private static final Pace HOURS = new Pace(ChronoUnit.HOURS, 24, 168, 336, 1.0 / 168, 24, 1);
    private static final Pace DAYS = new Pace(ChronoUnit.DAYS, 8, 56, 112, 1.0 / 28, 7 * 24, 4);

    static Pace of(Granularity granularity) {
        return granularity == Granularity.HOUR ? HOURS : DAYS;
    }

    LocalDateTime block(LocalDateTime at) {
        return at.truncatedTo(unit);
    }

    boolean isStale(Duration gap) {
        return gap.compareTo(Duration.ofHours(staleHours)) > 0;
    }
}
