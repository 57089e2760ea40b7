package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvergenceTest {
    private static double[] autoregressive(double memory, double shiftOfLastChain) {
        Random random = new Random(3);
        double[] draws = new double[8_000];
        double value = 0;
        for (int i = 0; i < draws.length; i++) {
            value = memory * value + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            draws[i] = value + (i >= 6_000 ? shiftOfLastChain : 0);
        }
        return draws;
    }

    @Test
    void independent_draws_have_converged_and_count_in_full() {
        Convergence convergence = Convergence.of(autoregressive(0, 0), 4);
        assertThat(convergence.rHat()).isCloseTo(1, within(0.003));
        assertThat(convergence.effectiveSamples()).isBetween(7_000.0, 8_000.0);
    }

    @Test
    void dependent_draws_count_for_less() {
        double exact = 8_000 * (1 - 0.9) / (1 + 0.9);
        assertThat(Convergence.of(autoregressive(0.9, 0), 4).effectiveSamples()).isCloseTo(exact, within(0.25 * exact));
    }

    @Test
    void a_chain_elsewhere_is_noticed() {
        assertThat(Convergence.of(autoregressive(0, 1.5), 4).rHat()).isGreaterThan(1.1);
    }

    @Test
    void a_series_that_never_changes_has_converged() {
        assertThat(Convergence.of(new double[400], 4)).isEqualTo(new Convergence(1, 400));
    }
}
