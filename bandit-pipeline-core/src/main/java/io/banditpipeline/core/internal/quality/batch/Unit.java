package io.banditpipeline.core.internal.quality.batch;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mistake of units: by which factor it makes numbers wrong. */
enum Unit {
    MILLIONTHS(1e6, "looks like micros where units are meant: divide by 1,000,000"),
    THOUSANDTHS(1e3, "looks like thousandths, or per thousand, where units are meant: divide by 1,000"),
    HUNDREDTHS(1e2, "looks like cents, or percent, where units are meant: divide by 100"),
    UNITS_FOR_HUNDREDTHS(1e-2, "looks like units divided by 100 as if they were cents: multiply by 100"),
    UNITS_FOR_THOUSANDTHS(1e-3, "looks like units divided by 1,000: multiply by 1,000"),
    UNITS_FOR_MILLIONTHS(1e-6, "looks like units divided by 1,000,000 as if they were micros: multiply by 1,000,000");

    private static final double WITHIN = Math.log(3);

    private final double logFactor;
    private final String proposal;

    Unit(double factor, String proposal) {
        this.logFactor = Math.log(factor);
        this.proposal = proposal;
    }

    /**
     * The mistake that explains all shifts within a factor of three; null if none does.
     *
     * @param logShifts logarithms of how many times the usual each ratio is; those that are not a number do not count
     */
    static @Nullable Unit of(double... logShifts) {
        for (Unit unit : values()) {
            if (unit.explains(logShifts)) {
                return unit;
            }
        }
        return null;
    }

    private boolean explains(double... logShifts) {
        boolean any = false;
        for (double shift : logShifts) {
            if (Double.isNaN(shift)) {
                continue;
            }
            if (Math.abs(shift - logFactor) > WITHIN) {
                return false;
            }
            any = true;
        }
        return any;
    }

    /** How far a shift is from this mistake's, in logarithms. */
    double distance(double logShift) {
        return Math.abs(logShift - logFactor);
    }

    /** What to do, for a person. */
    String proposal() {
        return proposal;
    }

    /** A factor for people, such as {@code 1000000} or {@code 0.01}. */
    static String text(double factor) {
        return String.format(Locale.ROOT, factor >= 10 ? "%.0f" : "%.3g", factor);
    }
}
