package io.banditpipeline.core.anomaly;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.metric.Granularity;
import org.jspecify.annotations.Nullable;

/**
 * The default detector: robust forecasts on a logarithmic scale, with the season of the clock and of the week as far as
 * there is one, measured by the series' own usual and greatest misses. See {@code docs/anomaly.md}.
 *
 * <p>A score is s / (s + 1), where s = 1 is as far from the forecast as it takes for an alarm. One burst makes one
 * alarm. A lasting shift of the level, too small for any single value to be strange, is found from the level of days.
 *
 * <p>This class is thread-safe; a series is not.
 */
public final class SeasonalDetector implements AnomalyDetector {
    static final double THRESHOLD = 0.5;

    private static final int VERSION = 1;

    private final Settings settings;

    SeasonalDetector(Settings settings) {
        this.settings = settings;
    }

    /** The detector with its defaults, which are made for hourly and daily ad metrics and bear other series too. */
    public static SeasonalDetector ofDefaults() {
        return new SeasonalDetector(Settings.DEFAULTS);
    }

    /** A detector with other settings. */
    public static SeasonalDetectorBuilder builder() {
        return new SeasonalDetectorBuilder();
    }

    @Override
    public String id() {
        return "seasonal-" + VERSION + (settings.equals(Settings.DEFAULTS) ? "" : ' ' + settings.text());
    }

    /** 0.5. */
    @Override
    public double threshold() {
        return THRESHOLD;
    }

    @Override
    public Series series(Granularity granularity, byte @Nullable [] state) {
        return state == null
                ? new SeasonalSeries(granularity, settings)
                : SeasonalSeries.restore(granularity, settings, state);
    }

    /** The id and the settings. */
    @Override
    public String toString() {
        return "SeasonalDetector[" + settings.text() + ']';
    }
}
