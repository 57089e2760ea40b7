package io.banditpipeline.core.internal.quality.score;

import static io.banditpipeline.core.internal.quality.score.History.account;
import static io.banditpipeline.core.internal.quality.score.History.accountTotal;
import static io.banditpipeline.core.internal.quality.score.History.arm;
import static io.banditpipeline.core.internal.quality.score.History.input;
import static io.banditpipeline.core.internal.quality.score.History.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccuracyTest {
    private static final Metrics NONE = Metrics.NONE;

    /** Impressions and clicks right, 30 of 40 conversions seen, cost 90 of 100: the mean of 1, 1, 0.75, 0.9. */
    @Test
    void it_is_the_mean_over_metrics_of_what_was_first_seen_of_the_final_sums() {
        QualityScore score = accuracy(
                1,
                List.of(metrics(100, 10, 20, 40), metrics(300, 10, 20, 60), metrics(9, 9, 9, 9)),
                List.of(metrics(100, 10, 10, 35), metrics(300, 10, 20, 55), metrics(1, 1, 1, 1)));
        assertThat(score.value().orElseThrow()).isCloseTo((1 + 1 + 0.75 + 0.9) / 4, within(1e-12));
        assertThat(score.denominator()).as("arm-days that are final").isCloseTo(2, within(1e-12));
    }

    @Test
    void an_arm_day_seen_at_more_than_twice_its_final_number_counts_as_wholly_wrong_and_not_as_worse() {
        assertThat(onlyClicks(10, 100).value().orElseThrow()).isZero();
        assertThat(onlyClicks(10, 15).value().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(onlyClicks(10, 5).value().orElseThrow()).isCloseTo(0.5, within(1e-12));
        assertThat(onlyClicks(10, 10).value()).hasValue(1);
    }

    @Test
    void what_was_seen_and_then_taken_away_was_wrong() {
        assertThat(onlyClicks(0, 7).value()).hasValue(0);
        assertThat(accuracy(0, List.of(NONE), List.of(metrics(5, 1, 1, 1))).value())
                .hasValue(0);
    }

    @Test
    void a_day_that_was_not_seen_in_time_is_late_and_not_wrong() {
        assertThat(accuracy(0, List.of(metrics(5, 1, 1, 1)), List.of(NONE)).denominator())
                .isZero();
    }

    @Test
    void numbers_near_the_end_of_a_long_do_not_overflow() {
        assertThat(onlyClicks(Long.MAX_VALUE, Long.MAX_VALUE / 2).value().orElseThrow())
                .isCloseTo(0.5, within(1e-9));
    }

    private static QualityScore onlyClicks(long matured, long seen) {
        return accuracy(0, List.of(NONE.with(Metric.CLICKS, matured)), List.of(NONE.with(Metric.CLICKS, seen)));
    }

    private static QualityScore accuracy(int restatementDays, List<Metrics> now, List<Metrics> then) {
        FirstKnown firstKnown = new FirstKnown(FirstKnown.ALLOWED, null, Map.of("a", arm("a", then)));
        return accountTotal(input(account(restatementDays, arm("a", now)), firstKnown), Dimension.ACCURACY);
    }
}
