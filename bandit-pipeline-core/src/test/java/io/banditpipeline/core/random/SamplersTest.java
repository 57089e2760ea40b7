package io.banditpipeline.core.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplersTest {
    private static final int SIZE = 100_000;

    /** Kolmogorov's distance that a true sample exceeds once in 10,000. */
    private static final double LIMIT = 2.23 / Math.sqrt(SIZE);

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5, 1, 1.7, 5, 50, 1e5})
    void gamma_numbers_follow_the_exact_distribution(double shape) {
        GammaDistribution exact = GammaDistribution.of(shape, 1);
        assertThat(distance(r -> Samplers.gamma(r, shape), exact::cumulativeProbability))
                .isLessThan(LIMIT);
    }

    @Test
    void normal_numbers_follow_the_exact_distribution() {
        NormalDistribution exact = NormalDistribution.of(0, 1);
        assertThat(distance(Samplers::normal, exact::cumulativeProbability)).isLessThan(LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "0,Infinity",
        "-0.3,Infinity",
        "2,Infinity",
        "9,Infinity",
        "-1,0.5",
        "-3,4",
        "1,1.2",
        "3,8",
        "-8,-3",
        "-0.1,0"
    })
    void truncated_normal_numbers_follow_the_exact_distribution(double low, double high) {
        TruncatedNormalDistribution exact = TruncatedNormalDistribution.of(0, 1, low, high);
        assertThat(distance(r -> Samplers.truncatedNormal(r, low, high), exact::cumulativeProbability))
                .isLessThan(LIMIT);
    }

    @Test
    void a_wrong_distribution_would_be_noticed() {
        GammaDistribution wrong = GammaDistribution.of(5.1, 1);
        assertThat(distance(r -> Samplers.gamma(r, 5), wrong::cumulativeProbability))
                .isGreaterThan(LIMIT);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_shape_out_of_range_is_refused(double shape) {
        assertThatThrownBy(() -> Samplers.gamma(new SplittableRandom(1), shape))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Double.toString(shape));
    }

    @Test
    void a_stream_depends_on_seed_and_name_alone_R6() {
        assertThat(RandomStreams.of(7, "arm-ı").nextLong())
                .isEqualTo(RandomStreams.of(7, "arm-ı").nextLong());
        assertThat(RandomStreams.of(7, "a").nextLong())
                .isNotEqualTo(RandomStreams.of(7, "b").nextLong());
        assertThat(RandomStreams.of(7, "a").nextLong())
                .isNotEqualTo(RandomStreams.of(8, "a").nextLong());
    }

    @Test
    void names_that_collide_in_the_jdk_hash_have_streams_of_their_own_R6() {
        assertThat("Aa".hashCode()).isEqualTo("BB".hashCode());
        assertThat(RandomStreams.hash64("Aa")).isNotEqualTo(RandomStreams.hash64("BB"));
    }

    private static double distance(ToDoubleFunction<SplittableRandom> sampler, DoubleUnaryOperator cdf) {
        SplittableRandom random = new SplittableRandom(20_260_101);
        double[] sample = new double[SIZE];
        Arrays.setAll(sample, i -> sampler.applyAsDouble(random));
        Arrays.sort(sample);
        double distance = 0;
        for (int i = 0; i < SIZE; i++) {
            double probability = cdf.applyAsDouble(sample[i]);
            distance = Math.max(
                    distance, Math.max(probability - i / (double) SIZE, (i + 1) / (double) SIZE - probability));
        }
        return distance;
    }
}
