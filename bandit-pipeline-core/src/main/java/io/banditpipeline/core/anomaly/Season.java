package io.banditpipeline.core.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import java.util.List;

/** What may repeat: the slots that a stretch of time is cut into, and how many rounds of it are remembered. */
enum Season {
    /** Nothing repeats. */
    NONE(1, 0),
    /** The hours of the clock, of the last 7 days. */
    CLOCK_HOUR(24, 7),
    /** The hours of the week, of the last 4 weeks. */
    HOUR_OF_WEEK(168, 4),
    /** The days of the week, of the last 8 weeks. */
    WEEKDAY(7, 8);

    private static final int HOURS_A_DAY = 24;

    final int slots;
    final int rounds;

    Season(int slots, int rounds) {
        this.slots = slots;
        this.rounds = rounds;
    }

    /** The seasons that values of a granularity may have. */
    static List<Season> of(Granularity granularity) {
        return granularity == Granularity.HOUR ? List.of(NONE, CLOCK_HOUR, HOUR_OF_WEEK) : List.of(NONE, WEEKDAY);
    }

    int slot(LocalDateTime at) {
        int weekday = at.getDayOfWeek().getValue() - 1;
        return switch (this) {
            case NONE -> 0;
            case CLOCK_HOUR -> at.getHour();
            case HOUR_OF_WEEK -> weekday * HOURS_A_DAY + at.getHour();
            case WEEKDAY -> weekday;
        };
    }
}
