package io.banditpipeline.benchmarks.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.benchmarks.anomaly.NabFile.Window;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** NAB's rule by hand. */
class NabScorerTest {
    private static NabFile file(double... alarms) {
        double[] scores = new double[200];
        for (double row : alarms) {
            scores[(int) row] = 0.9;
        }
        return new NabFile("file", scores, List.of(new Window(100, 109)));
    }

    private static double score(NabFile... files) {
        return new NabScorer(Arrays.asList(files)).at(0.5).normalised();
    }

    @Test
    void silence_is_0_and_an_alarm_at_the_start_of_each_window_is_100() {
        assertThat(score(file())).isZero();
        assertThat(score(file(100))).isCloseTo(100, within(1e-9));
    }

    @Test
    void a_late_alarm_earns_less_and_only_the_earliest_counts() {
        double last = (2 / (1 + Math.exp(-0.5)) - 1) / (2 / (1 + Math.exp(-5)) - 1);

        assertThat(score(file(109))).isCloseTo(50 * (1 + last), within(1e-9));
        assertThat(score(file(100, 105, 109))).isCloseTo(100, within(1e-9));
    }

    @Test
    void each_false_row_costs_and_those_just_behind_a_window_cost_less() {
        double near = 0.11 * (1 - 2 / (1 + Math.exp(5.0 / 9)));

        assertThat(score(file(50, 51, 100))).isCloseTo(100 - 50 * 0.22, within(1e-9));
        assertThat(score(file(100, 110))).isCloseTo(100 - 50 * near, within(1e-9));
        assertThat(score(file(100, 190))).isCloseTo(100 - 50 * 0.11, within(1e-9));
    }

    @Test
    void the_first_rows_are_not_scored() {
        assertThat(file().probation()).isEqualTo(30);
        assertThat(score(file(0, 29, 100))).isCloseTo(100, within(1e-9));
    }

    @Test
    void the_best_threshold_takes_what_earns_more_than_it_costs() {
        NabFile clean = file(100);
        NabFile noisy = file();
        Arrays.fill(noisy.scores(), 40, 90, 0.6);
        noisy.scores()[100] = 0.6;

        NabScorer.Result best = new NabScorer(List.of(clean, noisy)).best();

        assertThat(best.threshold()).isEqualTo(0.9);
        assertThat(best.normalised()).isCloseTo(50, within(1e-9));
        assertThat(best.hits()).isEqualTo(1);
        assertThat(new NabScorer(List.of(noisy)).best().normalised()).isZero();
    }

    @Test
    void leaving_one_out_takes_the_threshold_of_the_others() {
        NabFile low = file();
        low.scores()[100] = 0.3;

        // the others' best threshold is 0.9, at which the low one is missed; its own is 0.3, which suits the others too
        assertThat(new NabScorer(List.of(low, file(100), file(100))).leaveOneOut())
                .isCloseTo(200 / 3.0, within(1e-9));
    }
}
