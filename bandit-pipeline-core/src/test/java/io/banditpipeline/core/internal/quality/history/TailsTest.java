package io.banditpipeline.core.internal.quality.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.PascalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TailsTest {
    private static Offset<Double> near(double value) {
        return within(1e-9 * value + 1e-15);
    }

    @Property
    void poisson_tails_are_those_of_commons_statistics(
            @ForAll @IntRange(max = 3_000) int count, @ForAll @DoubleRange(min = 0.01, max = 2_000) double mean) {
        PoissonDistribution law = PoissonDistribution.of(mean);
        double most = law.cumulativeProbability(count);
        assertThat(Tails.poissonAtMost(count, mean)).isCloseTo(most, within(1e-11));
        double least = law.survivalProbability(count - 1);
        assertThat(Tails.poissonAtLeast(count, mean)).isCloseTo(least, within(1e-11));
    }

    @Property
    void dispersed_tails_are_those_of_commons_statistics(
            @ForAll @IntRange(max = 500) int count,
            @ForAll @DoubleRange(min = 0.1, max = 300) double mean,
            @ForAll @IntRange(min = 1, max = 50) int size) {
        PascalDistribution law = PascalDistribution.of(size, size / (size + mean));
        assertThat(Tails.dispersedAtMost(count, mean, 1.0 / size))
                .isCloseTo(law.cumulativeProbability(count), within(1e-10));
        assertThat(Tails.dispersedAtLeast(count, mean, 1.0 / size))
                .isCloseTo(law.survivalProbability(count - 1), within(1e-10));
    }

    @Test
    void small_tails_keep_their_digits() {
        assertThat(Tails.poissonAtMost(0, 9.2)).isCloseTo(Math.exp(-9.2), near(Math.exp(-9.2)));
        double least = PoissonDistribution.of(0.5).survivalProbability(9);
        assertThat(Tails.poissonAtLeast(10, 0.5)).isCloseTo(least, near(least));
    }

    @Test
    void the_edges_are_certain_or_impossible() {
        assertThat(Tails.poissonAtLeast(0, 5)).isEqualTo(1);
        assertThat(Tails.poissonAtLeast(1, 0)).isZero();
        assertThat(Tails.poissonAtMost(0, 0)).isEqualTo(1);
        assertThat(Tails.poissonAtMost(-1, 5)).isZero();
        assertThat(Tails.dispersedAtMost(3, 5, 0)).isEqualTo(Tails.poissonAtMost(3, 5));
    }
}
