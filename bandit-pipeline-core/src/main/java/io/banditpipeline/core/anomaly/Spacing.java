package io.banditpipeline.core.anomaly;

import java.time.Duration;

/** How close together values come. */
final class Spacing {
    private static final int REMEMBERED = 15;
    private static final double SUB_HOURLY_MINUTES = 45;
    private static final double SECONDS_A_MINUTE = 60;

    private final OrderedWindow minutes = new OrderedWindow(REMEMBERED);

    void learn(Duration gap) {
        minutes.add(gap.toSeconds() / SECONDS_A_MINUTE);
    }

    /** Whether there are several values an hour. */
    boolean isSubHourly() {
        return minutes.size() > 0 && minutes.median() < SUB_HOURLY_MINUTES;
    }

    void write(StateWriter out) {
        minutes.write(out);
    }

    void read(StateReader in) {
        minutes.read(in);
    }
}
