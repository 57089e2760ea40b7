package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.mmm.ResponseFamily;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransformTest {
    @ParameterizedTest
    @ValueSource(doubles = {20, 300, Double.POSITIVE_INFINITY})
    void with_steady_spend_the_effect_is_the_response_curve(double scale) {
        double[] steady = new double[90];
        Arrays.fill(steady, 70);
        double[] effect = new Transform(0.7, scale).apply(steady);
        assertThat(effect[89])
                .isCloseTo(ResponseFamily.EXPONENTIAL.curve(1, scale).response(70), within(1e-9));
        assertThat(effect[0]).isCloseTo(effect[89], within(1e-9));
    }

    @Test
    void a_single_days_spend_is_spread_over_the_days_after_it_and_none_is_lost() {
        double[] pulse = new double[400];
        pulse[20] = 100;
        double[] effect = new Transform(0.8, Double.POSITIVE_INFINITY).apply(pulse);
        assertThat(effect[19]).isZero();
        assertThat(effect[20]).isCloseTo(20, within(1e-9));
        assertThat(effect[22]).isCloseTo(12.8, within(1e-9));
        assertThat(Arrays.stream(effect).sum()).isCloseTo(100, within(1e-9));
    }

    @Test
    void no_spend_has_no_effect() {
        assertThat(new Transform(0.5, 10).apply(new double[30])).containsOnly(0);
    }
}
