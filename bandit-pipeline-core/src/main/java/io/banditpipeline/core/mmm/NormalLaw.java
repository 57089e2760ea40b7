package io.banditpipeline.core.mmm;

/** Density and distribution function of the standard normal law. */
final class NormalLaw {
    private static final double ROOT_TWO_PI = 2.5066282746310002;
    private static final double FRACTION_FROM = 7.07106781186547;
    private static final double CERTAIN = 8;

    /** Coefficients of Hart's rational approximation (Hart et al. 1968, as given by West 2005), highest power first. */
    private static final double[] NUMERATOR = {
        3.52624965998911e-02,
        0.700383064443688,
        6.37396220353165,
        33.912866078383,
        112.079291497871,
        221.213596169931,
        220.206867912376
    };

    private static final double[] DENOMINATOR = {
        8.83883476483184e-02,
        1.75566716318264,
        16.064177579207,
        86.7807322029461,
        296.564248779674,
        637.333633378831,
        793.826512519948,
        440.413735824752
    };

    private NormalLaw() {}

    static double density(double x) {
        return StrictMath.exp(-0.5 * x * x) / ROOT_TWO_PI;
    }

    static double cumulative(double x) {
        double tail = StrictMath.exp(-0.5 * x * x) * scaledTail(Math.abs(x));
        return x > 0 ? 1 - tail : tail;
    }

    /** The logarithm of the distribution function; exact far into the lower tail. */
    static double logCumulative(double x) {
        if (x > CERTAIN) {
            return 0;
        }
        return x < 0
                ? -0.5 * x * x + StrictMath.log(scaledTail(-x))
                : StrictMath.log1p(-StrictMath.exp(-0.5 * x * x) * scaledTail(x));
    }

    /** Upper tail probability, divided by {@code exp(-x*x/2)}. */
    private static double scaledTail(double x) {
        if (x < FRACTION_FROM) {
            return polynomial(NUMERATOR, x) / polynomial(DENOMINATOR, x);
        }
        double fraction = x + 0.65;
        for (int i = 4; i >= 1; i--) {
            fraction = x + i / fraction;
        }
        return 1 / (fraction * ROOT_TWO_PI);
    }

    private static double polynomial(double[] coefficients, double x) {
        double value = 0;
        for (double coefficient : coefficients) {
            value = value * x + coefficient;
        }
        return value;
    }
}
