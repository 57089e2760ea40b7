package io.banditpipeline.core.internal.quality.history;

/** Exact tail probabilities of counts. */
final class Tails {
    private static final double PRECISION = 1e-14;
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;

    /** Coefficients of Lanczos (1964) for g = 7 and nine terms, as computed by Godfrey (2001). */
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

    private Tails() {}

    /**
     * The probability that a Poisson count is at least {@code count}, which may be fractional.
     *
     * @param mean at least 0
     */
    static double poissonAtLeast(double count, double mean) {
        if (count <= 0) {
            return 1;
        }
        return mean <= 0 ? 0 : lowerGamma(count, mean);
    }

    /**
     * The probability that a Poisson count is at most {@code count}, which may be fractional.
     *
     * @param mean at least 0
     */
    static double poissonAtMost(double count, double mean) {
        if (count < 0) {
            return 0;
        }
        return mean <= 0 ? 1 : 1 - lowerGamma(count + 1, mean);
    }

    /**
     * The probability that a count is at most {@code count} if it is Poisson with a mean that itself varies by a gamma
     * law: the negative binomial law.
     *
     * @param mean at least 0
     * @param dispersion the squared coefficient of variation of the mean; 0 for Poisson
     */
    static double dispersedAtMost(double count, double mean, double dispersion) {
        if (dispersion <= 0 || mean <= 0 || count < 0) {
            return poissonAtMost(count, mean);
        }
        double size = 1 / dispersion;
        return beta(size / (size + mean), size, count + 1);
    }

    /** The probability that such a count is at least {@code count}. */
    static double dispersedAtLeast(double count, double mean, double dispersion) {
        if (dispersion <= 0 || mean <= 0 || count <= 0) {
            return poissonAtLeast(count, mean);
        }
        double size = 1 / dispersion;
        return beta(mean / (size + mean), count, size);
    }

    /** The logarithm of the gamma function of a positive number. */
    static double logGamma(double x) {
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x + 6.5;
        return 0.5 * StrictMath.log(2 * Math.PI) + (x - 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }

    /** The regularised lower incomplete gamma function P(a, x): series or continued fraction (DLMF 8.11.4, 8.9.2). */
    private static double lowerGamma(double a, double x) {
        double front = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
        return x < a + 1 ? front * gammaSeries(a, x) : Math.max(0, 1 - front * gammaFraction(a, x));
    }

    private static double gammaSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MOST_TERMS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double gammaFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < MOST_TERMS; i++) {
            double step = -i * (i - a);
            b += 2;
            d = 1 / away(step * d + b);
            c = away(b + step / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    /** The regularised incomplete beta function I_x(a, b) by its continued fraction (DLMF 8.17.22). */
    private static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * betaFraction(x, a, b) / a
                : 1 - front * betaFraction(1 - x, b, a) / b;
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            h *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    /** A denominator that is not zero (Lentz, as modified by Thompson and Barnett, 1986). */
    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}
