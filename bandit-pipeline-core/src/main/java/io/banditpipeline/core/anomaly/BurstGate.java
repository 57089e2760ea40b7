package io.banditpipeline.core.anomaly;

import java.time.Duration;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Makes one alarm of one burst: what is not clearly stronger than the strongest of late is told apart from it only
 * after the memory of that has faded.
 */
final class BurstGate {
    private static final double CLEARLY = 1.3;
    private static final double SECONDS_A_DAY = 86_400;

    private final double halfLifeDays;
    private double peak;
    private @Nullable LocalDateTime peakAt;

    BurstGate(double halfLifeDays) {
        this.halfLifeDays = halfLifeDays;
    }

    /**
     * What is left of a strength next to those before: below 1 if those were alarms and it is one of the same burst.
     */
    double pass(LocalDateTime at, double strength) {
        double remembered = remembered(at);
        double needed = CLEARLY * remembered;
        if (strength >= remembered) {
            peak = strength;
            peakAt = at;
        }
        return strength >= needed ? strength : Math.min(strength / CLEARLY, strength / needed);
    }

    /** Whether an alarm is remembered so well that what comes with it should not be told again. */
    boolean remembersAlarm(LocalDateTime at) {
        return remembered(at) >= 1;
    }

    private double remembered(LocalDateTime at) {
        if (peakAt == null) {
            return 0;
        }
        double days = Duration.between(peakAt, at).toSeconds() / SECONDS_A_DAY;
        return peak * StrictMath.pow(0.5, days / halfLifeDays);
    }

    void write(StateWriter out) {
        out.exact(peak);
        out.time(peakAt);
    }

    void read(StateReader in) {
        peak = in.finite();
        peakAt = in.time();
    }
}
