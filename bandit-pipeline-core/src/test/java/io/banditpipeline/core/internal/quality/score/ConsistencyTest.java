package io.banditpipeline.core.internal.quality.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsistencyTest {
    private static final Subject A = Subject.arm("a", History.FIRST);
    private static final Subject B = Subject.arm("b", History.FIRST);

    /** 1 - (10 + 50) / (100 + 200). */
    @Test
    void it_is_one_minus_the_differences_over_the_larger_ones() {
        QualityScore score = only(List.of(new Pair("cost", A, 100, 90), new Pair("cost", A, 150, 200)));
        assertThat(score.value().orElseThrow()).isCloseTo(1 - 60 / 300.0, within(1e-12));
        assertThat(score.denominator()).as("pairs").isCloseTo(2, within(1e-12));
    }

    @Test
    void kinds_of_other_units_weigh_by_their_pairs() {
        QualityScore score = only(List.of(
                new Pair("cost in micros", A, 1e12, 1e12),
                new Pair("cost in micros", A, 1e12, 1e12),
                new Pair("orders", A, 2, 1)));
        assertThat(score.value().orElseThrow()).isCloseTo((1 + 1 + 0.5) / 3, within(1e-12));
    }

    @Test
    void two_zeros_say_nothing_and_opposite_signs_agree_on_nothing() {
        assertThat(Consistency.of(List.of(new Pair("cost", A, 0, 0)), Instant.EPOCH))
                .isEmpty();
        assertThat(only(List.of(new Pair("cost", A, 5, -5))).value()).hasValue(0);
    }

    @Test
    void each_subject_has_its_own_and_they_add_up_to_that_of_all() {
        List<QualityScore> scores =
                Consistency.of(List.of(new Pair("cost", A, 100, 100), new Pair("cost", B, 20, 10)), Instant.EPOCH);
        double good = scores.stream().mapToDouble(QualityScore::numerator).sum();
        double due = scores.stream().mapToDouble(QualityScore::denominator).sum();
        assertThat(scores).hasSize(2);
        assertThat(good / due).isCloseTo(1 - 10 / 120.0, within(1e-12));
    }

    @Test
    void a_number_that_is_none_is_refused() {
        assertThatThrownBy(() -> new Pair("cost", A, Double.NaN, 1)).hasMessageContaining("cost");
    }

    private static QualityScore only(List<Pair> pairs) {
        List<QualityScore> scores = Consistency.of(pairs, Instant.EPOCH);
        assertThat(scores).hasSize(1);
        return scores.get(0);
    }
}
