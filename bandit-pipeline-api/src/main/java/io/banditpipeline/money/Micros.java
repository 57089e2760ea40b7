package io.banditpipeline.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Exact decimal quantities held as a long count of millionths (micros). */
public final class Micros {
    /** Micros in one unit: 1,000,000. */
    public static final long PER_UNIT = 1_000_000L;

    private static final int SCALE = 6;

    private Micros() {}

    /**
     * Converts a decimal to micros, rounding half to even where it has more than six decimals.
     *
     * @throws ArithmeticException if the result does not fit a long (beyond about 9.2e12 units)
     */
    public static long of(BigDecimal units) {
        return units.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    /**
     * Converts a whole number of units.
     *
     * @throws ArithmeticException if the result does not fit a long
     */
    public static long ofUnits(long units) {
        return Math.multiplyExact(units, PER_UNIT);
    }

    /** The exact decimal with six decimals. */
    public static BigDecimal toDecimal(long micros) {
        return BigDecimal.valueOf(micros, SCALE);
    }

    /** The nearest double, for models; never for bookkeeping. */
    public static double toDouble(long micros) {
        return micros / (double) PER_UNIT;
    }
}
