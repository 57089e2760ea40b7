package io.banditpipeline.core.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WaterFillingPropertiesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Property(tries = 500)
    void no_unit_of_money_is_worth_more_elsewhere(
            @ForAll @Size(12) List<@IntRange(min = 0, max = 400) Integer> shape,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double fraction) {
        int size = shape.size();
        double[] scale = new double[size];
        double[] low = new double[size];
        double[] high = new double[size];
        double[] logSlope = new double[size];
        for (int k = 0; k < size; k++) {
            scale[k] = shape.get(k) % 5 == 0 ? INF : 1 + shape.get(k);
            low[k] = shape.get(k) % 7;
            high[k] = low[k] + shape.get(k) % 41;
            logSlope[k] = (shape.get(k) % 13) / 4.0 - 1;
        }
        double lowSum = Arrays.stream(low).sum();
        double budget = lowSum + fraction * (Arrays.stream(high).sum() - lowSum);
        double[] spend = new double[size];
        double level = new WaterFilling(scale, low, high).solve(logSlope, budget, spend);
        assertThat(Arrays.stream(spend).sum()).isCloseTo(budget, within(1e-7));
        for (int k = 0; k < size; k++) {
            double marginal = logSlope[k] - spend[k] / scale[k];
            assertThat(spend[k]).isBetween(low[k] - 1e-9, high[k] + 1e-9);
            if (!Double.isNaN(level) && spend[k] < high[k] - 1e-7) {
                assertThat(marginal).isLessThanOrEqualTo(level + 1e-9);
            }
            if (!Double.isNaN(level) && spend[k] > low[k] + 1e-7) {
                assertThat(marginal).isGreaterThanOrEqualTo(level - 1e-9);
            }
        }
    }
}
