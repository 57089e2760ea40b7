package io.banditpipeline.core.internal.math;

/**
 * Distribution functions, each with both tails: the regularised incomplete beta and gamma functions, the negative
 * binomial and the beta-binomial law. Relative accuracy is near that of a double for arguments up to thousands, and
 * falls to some 1e-4 at ten billion, where logarithms of factorials cancel. Stateless.
 */
public final class TailFunctions {
    private static final double EPSILON = 1e-16;
    private static final double TINY = 1e-300;
    /** The fractions and series need a few times the square root of their larger argument. */
    private static final int MOST_STEPS = 10_000_000;

    private static final double WIDEST_SUM = 30_000;

    /** Lanczos' coefficients for g = 7 and 9 terms, as computed by Godfrey (2001). */
    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private static final double LANCZOS_G = 7;
    private static final double HALF_LOG_TWO_PI = 0.91893853320467274178;

    private TailFunctions() {}

    /** ln Gamma(x) for positive x. */
    public static double logGamma(double x) {
        if (x < 0.5) {
            return logGamma(x + 1) - StrictMath.log(x);
        }
        double z = x - 1;
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (z + i);
        }
        double t = z + LANCZOS_G + 0.5;
        return HALF_LOG_TWO_PI + (z + 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }

    static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /**
     * I_x(a, b), the distribution function of a beta law (DLMF 8.17): the continued fraction 8.17.22, on the side where
     * it converges fast.
     */
    public static double beta(double a, double b, double x) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        double front = StrictMath.exp(a * StrictMath.log(x) + b * StrictMath.log1p(-x) - logBeta(a, b));
        return x < (a + 1) / (a + b + 2)
                ? front * betaFraction(a, b, x) / a
                : 1 - front * betaFraction(b, a, 1 - x) / b;
    }

    /** Lentz' method in the form of Thompson and Barnett (1986). */
    private static double betaFraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m <= MOST_STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            fraction *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < 4 * EPSILON) {
                return fraction;
            }
        }
        throw new ArithmeticException(
                "the incomplete beta function did not converge at a=" + a + " b=" + b + " x=" + x);
    }

    private static double away(double number) {
        return Math.abs(number) < TINY ? TINY : number;
    }

    /**
     * P(a, x), the distribution function of a gamma law: the series DLMF 8.7.1, or the complement of
     * {@link #gammaUpper}.
     */
    public static double gammaLower(double a, double x) {
        if (x <= 0) {
            return 0;
        }
        return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x);
    }

    /** Q(a, x) = 1 - P(a, x): the continued fraction DLMF 8.9.2, or the complement of the series. */
    public static double gammaUpper(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        return x < a + 1 ? 1 - gammaSeries(a, x) : gammaFraction(a, x);
    }

    private static double gammaFront(double a, double x) {
        return StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
    }

    private static double gammaSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n <= MOST_STEPS; n++) {
            term *= x / (a + n);
            sum += term;
            if (term < sum * EPSILON) {
                return sum * gammaFront(a, x);
            }
        }
        throw new ArithmeticException("the incomplete gamma series did not converge at a=" + a + " x=" + x);
    }

    private static double gammaFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / away(b);
        double fraction = d;
        for (int n = 1; n <= MOST_STEPS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / away(an * d + b);
            c = away(b + an / c);
            fraction *= c * d;
            if (Math.abs(c * d - 1) < 4 * EPSILON) {
                return fraction * gammaFront(a, x);
            }
        }
        throw new ArithmeticException("the incomplete gamma fraction did not converge at a=" + a + " x=" + x);
    }

    /** P(X <= k) of a negative binomial law with a mean and a size; its variance is mean + mean^2 / size. */
    public static double negativeBinomialLower(double mean, double size, double k) {
        return k < 0 ? 0 : beta(size, k + 1, size / (size + mean));
    }

    /** P(X >= k) of the same law. */
    public static double negativeBinomialUpper(double mean, double size, double k) {
        return k <= 0 ? 1 : beta(k, size, mean / (size + mean));
    }

    /**
     * P(X <= k) of a beta-binomial law with whole n and k: the sum of its probabilities from k outwards, until the rest
     * does not matter. Where that would be too many terms, counts are so large that steps between them do not matter:
     * then it is a beta law of the same mean and variance.
     */
    public static double betaBinomialLower(double n, double a, double b, double k) {
        if (k < 0) {
            return 0;
        }
        if (k >= n) {
            return 1;
        }
        double mean = a / (a + b);
        double variance = mean * (1 - mean) * (1 / n + (1 - 1 / n) / (a + b + 1));
        if (n * Math.sqrt(variance) > WIDEST_SUM) {
            double weight = mean * (1 - mean) / variance - 1;
            return beta(mean * weight, (1 - mean) * weight, (k + 0.5) / n);
        }
        return k > n * mean ? 1 - betaBinomialSum(n, b, a, n - k - 1) : betaBinomialSum(n, a, b, k);
    }

    private static double betaBinomialSum(double n, double a, double b, double k) {
        double term = betaBinomial(n, a, b, k);
        double sum = term;
        for (double i = k; i > 0 && term > sum * EPSILON; i--) {
            term *= i * (n - i + b) / ((n - i + 1) * (i - 1 + a));
            sum += term;
        }
        return Math.min(1, sum);
    }

    /** P(X >= k) of the same law. */
    public static double betaBinomialUpper(double n, double a, double b, double k) {
        return betaBinomialLower(n, b, a, n - k);
    }

    private static double betaBinomial(double n, double a, double b, double k) {
        double logChoices = -StrictMath.log(n + 1) - logBeta(k + 1, n - k + 1);
        return StrictMath.exp(logChoices + logBeta(k + a, n - k + b) - logBeta(a, b));
    }
}
