package io.banditpipeline.core.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WaterFillingTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Test
    void the_published_unbounded_optimum_is_met() {
        double[] spend = new double[3];
        double level = published(new double[3], fill(1e9), spend);
        assertThat(spend).containsExactly(new double[] {394.312922, 299.339593, 206.347485}, within(1e-6));
        assertThat(Math.exp(level)).isCloseTo(0.895472646, within(1e-9));
    }

    @Test
    void the_published_bounded_optimum_is_met() {
        double[] spend = new double[3];
        double level = published(new double[] {50, 50, 200}, new double[] {300, 1e9, 1e9}, spend);
        assertThat(spend).containsExactly(new double[] {300, 330.777234, 269.222766}, within(1e-6));
        assertThat(Math.exp(level)).isCloseTo(0.765220074, within(1e-9));
    }

    private static double published(double[] low, double[] high, double[] spend) {
        double[] scale = {300, 200, 400};
        double[] logSlope = {Math.log(1000.0 / 300), Math.log(800.0 / 200), Math.log(600.0 / 400)};
        return new WaterFilling(scale, low, high).solve(logSlope, 900, spend);
    }

    @Test
    void straight_lines_are_filled_best_first_and_ties_share() {
        double[] spend = new double[4];
        WaterFilling lines =
                new WaterFilling(new double[] {INF, INF, INF, INF}, new double[4], new double[] {5, 10, 30, 9});
        lines.solve(new double[] {2, 1, 1, 0}, 25, spend);
        assertThat(spend).containsExactly(new double[] {5, 5, 15, 0}, within(1e-12));
    }

    @Test
    void a_line_between_curves_takes_what_the_curves_leave() {
        double[] spend = new double[2];
        new WaterFilling(new double[] {INF, 100}, new double[2], fill(1000)).solve(new double[] {0, 1}, 250, spend);
        assertThat(spend).containsExactly(new double[] {150, 100}, within(1e-9));
    }

    @Test
    void a_budget_beyond_all_bounds_stays_unspent() {
        double[] spend = new double[2];
        new WaterFilling(new double[] {INF, 100}, new double[2], new double[] {3, 4}).solve(new double[2], 100, spend);
        assertThat(spend).containsExactly(3, 4);
    }

    private static double[] fill(double value) {
        double[] array = new double[3];
        Arrays.fill(array, value);
        return array;
    }
}
