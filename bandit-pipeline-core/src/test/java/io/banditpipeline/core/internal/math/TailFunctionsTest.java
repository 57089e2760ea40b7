package io.banditpipeline.core.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Tails against closed forms and against an independent library. */
class TailFunctionsTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-7);

    @Test
    void closed_forms_are_met() {
        assertThat(TailFunctions.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-14));
        assertThat(TailFunctions.logGamma(171)).isCloseTo(706.5730622457874, within(1e-10));
        assertThat(TailFunctions.beta(1, 1, 0.3)).isCloseTo(0.3, within(1e-15));
        assertThat(TailFunctions.beta(2, 1, 0.3)).isCloseTo(0.09, within(1e-15));
        assertThat(TailFunctions.beta(0.5, 0.5, 0.5)).isCloseTo(0.5, within(1e-14));
        assertThat(TailFunctions.gammaLower(1, 2)).isCloseTo(1 - Math.exp(-2), within(1e-15));
        assertThat(TailFunctions.gammaUpper(3, 40)).isCloseTo(Math.exp(-40) * 841, Percentage.withPercentage(1e-9));
    }

    @Test
    void a_beta_binomial_law_of_equal_weights_is_uniform() {
        assertThat(TailFunctions.betaBinomialLower(9, 1, 1, 3)).isCloseTo(0.4, within(1e-14));
        assertThat(TailFunctions.betaBinomialUpper(9, 1, 1, 9)).isCloseTo(0.1, within(1e-14));
    }

    @Test
    void a_beta_binomial_law_of_large_counts_joins_the_sum_without_a_step() {
        double below = TailFunctions.betaBinomialLower(1e6, 30, 270, 60_000);
        double above = TailFunctions.betaBinomialLower(2e6, 30, 270, 120_000);

        assertThat(above).isCloseTo(below, Percentage.withPercentage(1));
    }

    @Property(tries = 300)
    void beta_equals_the_library(
            @ForAll @DoubleRange(min = 0.01, max = 5000) double a,
            @ForAll @DoubleRange(min = 0.01, max = 5000) double b,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double x) {
        double expected = BetaDistribution.of(a, b).cumulativeProbability(x);

        assertThat(TailFunctions.beta(a, b, x)).isCloseTo(expected, within(1e-9 * expected + 1e-13));
    }

    @Property(tries = 300)
    void gamma_equals_the_library(
            @ForAll @DoubleRange(min = 0.01, max = 5000) double a,
            @ForAll @DoubleRange(min = 0.01, max = 10_000) double x) {
        GammaDistribution law = GammaDistribution.of(a, 1);

        assertThat(TailFunctions.gammaLower(a, x))
                .isCloseTo(law.cumulativeProbability(x), within(1e-9 * law.cumulativeProbability(x) + 1e-13));
        assertThat(TailFunctions.gammaUpper(a, x))
                .isCloseTo(law.survivalProbability(x), within(1e-9 * law.survivalProbability(x) + 1e-13));
    }

    @Property(tries = 300)
    void beta_binomial_without_spread_is_binomial(
            @ForAll @IntRange(min = 1, max = 400) int n,
            @ForAll @IntRange(min = 0, max = 400) int k,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double share) {
        double expected = BinomialDistribution.of(n, share).cumulativeProbability(k);

        assertThat(TailFunctions.betaBinomialLower(n, share * 1e9, (1 - share) * 1e9, k))
                .isCloseTo(expected, within(1e-4 * expected + 1e-13));
    }

    @Property(tries = 300)
    void negative_binomial_without_spread_is_poisson(
            @ForAll @DoubleRange(min = 0.1, max = 200) double mean, @ForAll @IntRange(min = 0, max = 300) int k) {
        double expected = PoissonDistribution.of(mean).cumulativeProbability(k);

        assertThat(TailFunctions.negativeBinomialLower(mean, 1e9, k)).isCloseTo(expected, within(1e-4 * expected));
    }

    @Property(tries = 200)
    void the_tails_of_a_count_overlap_in_that_count(
            @ForAll @DoubleRange(min = 0.5, max = 300) double mean,
            @ForAll @DoubleRange(min = 0.5, max = 300) double size,
            @ForAll @IntRange(min = 0, max = 500) int k) {
        double both = TailFunctions.negativeBinomialLower(mean, size, k)
                + TailFunctions.negativeBinomialUpper(mean, size, k + 1.0);

        assertThat(both).isCloseTo(1, EXACT);
    }

    @Test
    void counts_of_billions_converge() {
        assertThat(TailFunctions.gammaLower(1e10, 1e10)).isCloseTo(0.5, within(1e-3));
        assertThat(TailFunctions.gammaUpper(1e10, 1e10 + 1e5)).isCloseTo(0.1587, within(1e-3));
        assertThat(TailFunctions.negativeBinomialLower(1e9, 20, 1e9)).isBetween(0.5, 0.6);
    }
}
