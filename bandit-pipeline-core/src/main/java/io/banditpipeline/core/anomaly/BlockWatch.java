package io.banditpipeline.core.anomaly;

import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Watches the means of some hours where values come more often: what lies below the noise of single values. */
final class BlockWatch {
    private final int hours;
    private final Settings settings;
    private final Block block = new Block();
    private @Nullable DeviationWatch means;

    /** @param hours how many hours a mean is of: a divisor of 24 */
    BlockWatch(int hours, Settings settings) {
        this.hours = hours;
        this.settings = settings;
    }

    /** Adds a value; judges the mean before if the value is the first of other hours. */
    Deviation next(LocalDateTime at, double value) {
        LocalDateTime start = at.truncatedTo(ChronoUnit.HOURS).minusHours(at.getHour() % hours);
        LocalDateTime before = block.start();
        Deviation deviation = Deviation.UNKNOWN;
        if (!start.equals(before)) {
            if (before != null) {
                deviation = means().next(before, block.mean());
            }
            block.begin(start);
        }
        block.add(value);
        return deviation;
    }

    private DeviationWatch means() {
        if (means == null) {
            means = new DeviationWatch(Granularity.HOUR, settings);
        }
        return means;
    }

    void write(StateWriter out) {
        block.write(out);
        out.flag(means != null);
        if (means != null) {
            means.write(out);
        }
    }

    void read(StateReader in) {
        block.read(in);
        if (in.flag()) {
            means().read(in);
        }
    }
}
