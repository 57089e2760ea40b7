package io.banditpipeline.core.anomaly;

import java.time.Duration;

/** Settings of a {@link SeasonalDetector}; each has a default that needs no change for ad metrics. */
public final class SeasonalDetectorBuilder {
    private static final double SECONDS_A_DAY = 86_400;
    private static final int FEWEST_BLOCKS = 12;

    private double sensitivity = Settings.DEFAULTS.sensitivity();
    private double relativeFloor = Settings.DEFAULTS.relativeFloor();
    private int minimumHours = Settings.DEFAULTS.minimumHours();
    private int minimumDays = Settings.DEFAULTS.minimumDays();
    private double burstDays = Settings.DEFAULTS.burstDays();
    private boolean levelShifts = Settings.DEFAULTS.levelShifts();

    SeasonalDetectorBuilder() {}

    /**
     * How readily it alarms: at 2 half the distance is enough, at 0.5 it takes twice as much. By default 1.
     *
     * @throws IllegalArgumentException if it is not from 0.1 to 10
     */
    public SeasonalDetectorBuilder sensitivity(double factor) {
        require(factor >= 0.1 && factor <= 10, "sensitivity", factor, "from 0.1 to 10");
        sensitivity = factor;
        return this;
    }

    /**
     * The least relative deviation that is held to be usual, however quiet a series was: by default 0.01, so that a
     * value within 3.7 % of what was expected is never an anomaly by itself.
     *
     * @throws IllegalArgumentException if it is not from 0.0001 to 1
     */
    public SeasonalDetectorBuilder relativeFloor(double share) {
        require(share >= 0.0001 && share <= 1, "relativeFloor", share, "from 0.0001 to 1");
        relativeFloor = share;
        return this;
    }

    /**
     * How much must be known before anything is judged: by default 48 hours with values, so that each hour of the clock
     * was there twice, or 20 days in daily series.
     *
     * @throws IllegalArgumentException if one is below 12
     */
    public SeasonalDetectorBuilder minimumHistory(int hours, int days) {
        require(hours >= FEWEST_BLOCKS && days >= FEWEST_BLOCKS, "minimumHistory", Math.min(hours, days), "12 or more");
        minimumHours = hours;
        minimumDays = days;
        return this;
    }

    /**
     * In what time the memory of an alarm halves: another value alarms only if it is 1.3 times as strong as what is
     * remembered. By default a day; four times as long in daily series.
     *
     * @throws IllegalArgumentException if it is not from an hour to 30 days
     */
    public SeasonalDetectorBuilder burstHalfLife(Duration halfLife) {
        double days = halfLife.toSeconds() / SECONDS_A_DAY;
        require(days >= 1 / 24.0 && days <= 30, "burstHalfLife in days", days, "from 1/24 to 30");
        burstDays = days;
        return this;
    }

    /** Whether lasting shifts of the level of days are looked for. By default they are. */
    public SeasonalDetectorBuilder levelShifts(boolean looked) {
        levelShifts = looked;
        return this;
    }

    private static void require(boolean holds, String name, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", but is " + value);
        }
    }

    /** The detector. */
    public SeasonalDetector build() {
        return new SeasonalDetector(
                new Settings(sensitivity, relativeFloor, minimumHours, minimumDays, burstDays, levelShifts));
    }
}
