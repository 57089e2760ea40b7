package io.banditpipeline.core.random;

import java.util.SplittableRandom;

/**
 * Draws from the normal, truncated normal and gamma distributions.
 *
 * <p>Logarithms and exponentials are {@link StrictMath}'s, so the bits depend on the stream alone: not on the JVM, and
 * not on whether the code is compiled yet. Stateless; as thread-safe as the stream that is passed in.
 */
public final class Samplers {
    /** Above this fall of the log density over an interval, exponential proposals beat uniform ones. */
    private static final double STEEP = 1.5;

    /** Below this width (square root of 2 pi) uniform proposals beat normal ones. */
    private static final double NARROW = 2.5066282746310002;

    private Samplers() {}

    /** A standard normal number (polar method; Marsaglia and Bray 1964). */
    public static double normal(SplittableRandom random) {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square > 0) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /**
     * A gamma number of rate 1 (Marsaglia and Tsang 2000; shapes below 1 by their boost).
     *
     * @param shape positive and finite
     * @throws IllegalArgumentException if the shape is not positive and finite
     */
    public static double gamma(SplittableRandom random, double shape) {
        if (!(shape > 0) || Double.isInfinite(shape)) {
            throw new IllegalArgumentException("shape must be positive and finite, but is " + shape);
        }
        if (shape < 1) {
            double boost = StrictMath.exp(StrictMath.log(positiveUniform(random)) / shape);
            return boost * gammaOfLargeShape(random, shape + 1);
        }
        return gammaOfLargeShape(random, shape);
    }

    private static double gammaOfLargeShape(SplittableRandom random, double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = normal(random);
            double root = 1 + c * x;
            if (root > 0) {
                double v = root * root * root;
                double u = positiveUniform(random);
                double square = x * x;
                if (u < 1 - 0.0331 * square * square
                        || StrictMath.log(u) < 0.5 * square + d * (1 - v + StrictMath.log(v))) {
                    return d * v;
                }
            }
        }
    }

    /**
     * A standard normal number given that it lies between two bounds (rejection; Robert 1995).
     *
     * @param low the lower bound; may be negative infinity
     * @param high the upper bound; not below the lower; may be infinity
     */
    public static double truncatedNormal(SplittableRandom random, double low, double high) {
        if (low >= high) {
            return low;
        }
        if (high < 0) {
            return -positiveTail(random, -high, -low);
        }
        if (low > 0) {
            return positiveTail(random, low, high);
        }
        return high - low < NARROW ? byUniform(random, low, high, 0) : byNormal(random, low, high);
    }

    private static double positiveTail(SplittableRandom random, double low, double high) {
        if (0.5 * (high - low) * (high + low) < STEEP) {
            return byUniform(random, low, high, low);
        }
        return byExponential(random, low, high);
    }

    private static double byNormal(SplittableRandom random, double low, double high) {
        while (true) {
            double x = normal(random);
            if (x >= low && x <= high) {
                return x;
            }
        }
    }

    private static double byUniform(SplittableRandom random, double low, double high, double mode) {
        while (true) {
            double x = low + (high - low) * random.nextDouble();
            if (StrictMath.log(positiveUniform(random)) <= 0.5 * (mode - x) * (mode + x)) {
                return x;
            }
        }
    }

    private static double byExponential(SplittableRandom random, double low, double high) {
        double rate = 0.5 * (low + Math.sqrt(low * low + 4));
        while (true) {
            double x = low - StrictMath.log(positiveUniform(random)) / rate;
            double miss = x - rate;
            if (x <= high && StrictMath.log(positiveUniform(random)) <= -0.5 * miss * miss) {
                return x;
            }
        }
    }

    /** In (0, 1]: its logarithm is finite. */
    private static double positiveUniform(SplittableRandom random) {
        return 1 - random.nextDouble();
    }
}
