package io.banditpipeline.core.anomaly;

import java.time.Duration;

/** Settings of a {@link SeasonalDetector}; each has a default that needs no change for ad metrics. */
public final class SeasonalDetectorBuilder {
    private static final double SECONDS_A_DAY = 86_400;
    private static final int FEWEST_BLOCKS = 12;

    private Settings settings = Settings.DEFAULTS;

    SeasonalDetectorBuilder() {}

    /**
     * How readily it alarms: at 2 half the distance is enough, at 0.5 it takes twice as much. By default 1.
     *
     * @throws IllegalArgumentException if it is not from 0.1 to 10
     */
    public SeasonalDetectorBuilder sensitivity(double sensitivity) {
        require(sensitivity >= 0.1 && sensitivity <= 10, "sensitivity", sensitivity, "from 0.1 to 10");
        settings = new Settings(
                sensitivity,
                settings.relativeFloor(),
                settings.minimumHours(),
                settings.minimumDays(),
                settings.burstDays(),
                settings.levelShifts());
        return this;
    }

    /**
     * The least relative deviation that is held to be usual, however quiet a series was: by default 0.01, so that a
     * value within 4 % of what was expected is never an anomaly.
     *
     * @throws IllegalArgumentException if it is not from 0.0001 to 1
     */
    public SeasonalDetectorBuilder relativeFloor(double share) {
        require(share >= 0.0001 && share <= 1, "relativeFloor", share, "from 0.0001 to 1");
        settings = new Settings(
                settings.sensitivity(),
                share,
                settings.minimumHours(),
                settings.minimumDays(),
                settings.burstDays(),
                settings.levelShifts());
        return this;
    }

    /**
     * How much must be known before anything is judged: by default 36 hours with values, or 20 days in daily series.
     *
     * @throws IllegalArgumentException if one is below 12
     */
    public SeasonalDetectorBuilder minimumHistory(int hours, int days) {
        require(hours >= FEWEST_BLOCKS && days >= FEWEST_BLOCKS, "minimumHistory", Math.min(hours, days), "12 or more");
        settings = new Settings(
                settings.sensitivity(),
                settings.relativeFloor(),
                hours,
                days,
                settings.burstDays(),
                settings.levelShifts());
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
        settings = new Settings(
                settings.sensitivity(),
                settings.relativeFloor(),
                settings.minimumHours(),
                settings.minimumDays(),
                days,
                settings.levelShifts());
        return this;
    }

    /** Whether lasting shifts of the level of days are looked for. By default they are. */
    public SeasonalDetectorBuilder levelShifts(boolean looked) {
        settings = new Settings(
                settings.sensitivity(),
                settings.relativeFloor(),
                settings.minimumHours(),
                settings.minimumDays(),
                settings.burstDays(),
                looked);
        return this;
    }

    private static void require(boolean holds, String name, double value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + range + ", but is " + value);
        }
    }

    /** The detector. */
    public SeasonalDetector build() {
        return new SeasonalDetector(settings);
    }
}
