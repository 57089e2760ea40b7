package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.junit.jupiter.api.Test;

class NormalLawTest {
    private static final NormalDistribution EXACT = NormalDistribution.of(0, 1);

    @Test
    void the_distribution_function_is_that_of_the_normal_law() {
        for (double x = -9; x <= 9; x += 0.0625) {
            assertThat(NormalLaw.cumulative(x)).isCloseTo(EXACT.cumulativeProbability(x), within(1e-14));
            assertThat(NormalLaw.density(x)).isCloseTo(EXACT.density(x), within(1e-15));
        }
    }

    @Test
    void its_logarithm_is_exact_far_into_the_tail() {
        for (double x = -36; x <= 7; x += 0.5) {
            double exact = Math.log(EXACT.cumulativeProbability(x));
            assertThat(NormalLaw.logCumulative(x)).isCloseTo(exact, within(1e-9 * (1 + Math.abs(exact))));
        }
        assertThat(NormalLaw.logCumulative(-1000)).isCloseTo(-500_000 - Math.log(1000 * 2.50662827463), within(1e-3));
    }

    @Test
    void the_media_prior_knows_its_moments_after_the_cut() {
        TruncatedNormalDistribution exact = TruncatedNormalDistribution.of(1, 3.4, 0, Double.POSITIVE_INFINITY);
        MediaPrior prior = new MediaPrior(1, 3.4);
        assertThat(prior.expectation()).isCloseTo(exact.getMean(), within(1e-9));
        assertThat(prior.variance()).isCloseTo(exact.getVariance(), within(1e-9));
    }
}
