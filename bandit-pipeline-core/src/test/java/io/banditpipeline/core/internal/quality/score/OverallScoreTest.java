package io.banditpipeline.core.internal.quality.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OverallScoreTest {
    /** (2 * 0.9 + 1 * 0.6) / 3; what is unknown does not count, and plausibility has no weight. */
    @Test
    void it_is_the_weighted_mean_of_what_is_known() {
        List<QualityScore> scores = List.of(
                score(Dimension.COMPLETENESS, 9, 10),
                score(Dimension.TIMELINESS, 6, 10),
                score(Dimension.ACCURACY, 0, 0),
                score(Dimension.PLAUSIBILITY, 0, 10));
        assertThat(OverallScore.of(scores, 1).orElseThrow()).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void it_never_exceeds_what_the_worst_gate_allows_R10() {
        List<QualityScore> scores = List.of(score(Dimension.COMPLETENESS, 1, 1));
        assertThat(OverallScore.of(scores, 0.4)).hasValue(0.4);
        assertThat(OverallScore.of(scores, 0)).hasValue(0);
        assertThat(OverallScore.of(List.of(score(Dimension.COMPLETENESS, 1, 10)), 0.4))
                .hasValue(0.1);
    }

    @Test
    void of_nothing_nothing_is_known_but_that_a_gate_failed() {
        assertThat(OverallScore.of(List.of(), 1)).isEmpty();
        assertThat(OverallScore.of(List.of(score(Dimension.PLAUSIBILITY, 1, 1)), 1))
                .isEmpty();
        assertThat(OverallScore.of(List.of(), 0)).hasValue(0);
    }

    private static QualityScore score(Dimension dimension, double good, double due) {
        return new QualityScore(Subject.platform("meta", null), dimension, good, due, Instant.EPOCH);
    }
}
