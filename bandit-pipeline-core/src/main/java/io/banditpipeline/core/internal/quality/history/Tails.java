package io.banditpipeline.core.internal.quality.history;

import io.banditpipeline.core.internal.math.TailFunctions;

/** Exact tail probabilities of counts. */
final class Tails {
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
        return mean <= 0 ? 0 : TailFunctions.gammaLower(count, mean);
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
        return mean <= 0 ? 1 : TailFunctions.gammaUpper(count + 1, mean);
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
        return TailFunctions.negativeBinomialLower(mean, 1 / dispersion, count);
    }

    /** The probability that such a count is at least {@code count}. */
    static double dispersedAtLeast(double count, double mean, double dispersion) {
        if (dispersion <= 0 || mean <= 0 || count <= 0) {
            return poissonAtLeast(count, mean);
        }
        return TailFunctions.negativeBinomialUpper(mean, 1 / dispersion, count);
    }
}
