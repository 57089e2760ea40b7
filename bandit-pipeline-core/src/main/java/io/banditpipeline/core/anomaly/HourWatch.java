package io.banditpipeline.core.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Watches the mean of each hour where values come more often: what creeps in below the noise of single values. */
final class HourWatch {
    private final Settings settings;
    private final Block hour = new Block();
    private @Nullable DeviationWatch means;

    HourWatch(Settings settings) {
        this.settings = settings;
    }

    /** Adds a value; judges the hour before if the value is the first of another hour. */
    Deviation next(LocalDateTime at, double value) {
        LocalDateTime start = at.truncatedTo(ChronoUnit.HOURS);
        LocalDateTime before = hour.start();
        Deviation deviation = Deviation.UNKNOWN;
        if (!start.equals(before)) {
            if (before != null) {
                deviation = means().next(before, hour.mean());
            }
            hour.begin(start);
        }
        hour.add(value);
        return deviation;
    }

    private DeviationWatch means() {
        if (means == null) {
            means = new DeviationWatch(Granularity.HOUR, settings);
        }
        return means;
    }

    void write(StateWriter out) {
        hour.write(out);
        out.flag(means != null);
        if (means != null) {
            means.write(out);
        }
    }

    void read(StateReader in) {
        hour.read(in);
        if (in.flag()) {
            means().read(in);
        }
    }
}
