package io.banditpipeline.core.internal.quality.score;

import static io.banditpipeline.core.internal.quality.score.History.FIRST;
import static io.banditpipeline.core.internal.quality.score.History.META;
import static io.banditpipeline.core.internal.quality.score.History.account;
import static io.banditpipeline.core.internal.quality.score.History.arm;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.core.internal.quality.RowTally;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountScoringTest {
    private final AccountHistory history = account(3, arm("a", "xxxxx"), arm("b", "xxxxx"));

    @Test
    void validity_and_uniqueness_are_shares_of_all_fetched_rows_also_of_those_without_an_arm() {
        RowTallies rows = new RowTallies();
        rows.add("a", FIRST, new RowTally(90, 3, 0, 0));
        rows.add("a", FIRST, new RowTally(6, 0, 6, 0));
        rows.add(null, FIRST, new RowTally(4, 1, 0, 2));
        List<QualityScore> scores = scores(rows, List.of());

        assertThat(find(scores, Subject.arm("a", FIRST), Dimension.VALIDITY)).isEqualTo(pair(93, 96));
        assertThat(find(scores, Subject.account(META, FIRST), Dimension.VALIDITY))
                .isEqualTo(pair(96, 100));
        assertThat(find(scores, Subject.arm("a", FIRST), Dimension.UNIQUENESS)).isEqualTo(pair(90, 96));
        assertThat(find(scores, Subject.account(META, FIRST), Dimension.UNIQUENESS))
                .isEqualTo(pair(94, 100));
    }

    @Test
    void a_day_that_was_not_fetched_says_nothing_of_rows_so_that_what_was_noted_before_stays() {
        assertThat(scores(new RowTallies(), List.of()))
                .extracting(QualityScore::dimension)
                .doesNotContain(Dimension.VALIDITY, Dimension.UNIQUENESS);
    }

    @Test
    void plausibility_is_the_share_of_arm_days_without_an_anomaly() {
        List<QualityScore> scores = scores(
                new RowTallies(),
                List.of(
                        finding(Subject.arm("a", FIRST.plusDays(1)), Severity.WARN, Dimension.PLAUSIBILITY),
                        finding(Subject.arm("b", FIRST.plusDays(1)), Severity.INFO, Dimension.PLAUSIBILITY),
                        finding(Subject.arm("b", FIRST.plusDays(2)), Severity.ERROR, Dimension.CONSISTENCY),
                        finding(Subject.platform("meta", FIRST.plusDays(3)), Severity.ERROR, Dimension.PLAUSIBILITY)));
        assertThat(find(scores, Subject.account(META, FIRST), Dimension.PLAUSIBILITY))
                .isEqualTo(pair(2, 2));
        assertThat(find(scores, Subject.account(META, FIRST.plusDays(1)), Dimension.PLAUSIBILITY))
                .isEqualTo(pair(1, 2));
        assertThat(find(scores, Subject.account(META, FIRST.plusDays(2)), Dimension.PLAUSIBILITY))
                .isEqualTo(pair(2, 2));
        assertThat(find(scores, Subject.account(META, FIRST.plusDays(3)), Dimension.PLAUSIBILITY))
                .as("all arms of the platform")
                .isEqualTo(pair(0, 2));
    }

    @Test
    void consistency_of_an_account_is_that_of_its_arms_and_of_its_own_pairs() {
        ScoreInput input = input(
                new RowTallies(),
                List.of(
                        new Pair("pull-push cost", Subject.arm("a", FIRST), 100, 50),
                        new Pair("parts-total cost", Subject.account(META, FIRST), 80, 80)),
                List.of());
        List<QualityScore> scores = History.scores(input);
        assertThat(find(scores, Subject.arm("a", FIRST), Dimension.CONSISTENCY)).isEqualTo(pair(0.5, 1));
        assertThat(find(scores, Subject.account(META, FIRST), Dimension.CONSISTENCY))
                .isEqualTo(pair(1.5, 2));
    }

    @Test
    void only_days_that_are_over_and_asked_for_are_scored() {
        ScoreInput all = input(new RowTallies(), List.of(), List.of());
        ScoreInput some = new ScoreInput(
                history,
                new DateRange(FIRST.plusDays(3), FIRST.plusDays(30)),
                all.rows(),
                all.firstKnown(),
                all.pairs(),
                all.findings());
        assertThat(History.scores(some))
                .extracting(score -> score.subject().day())
                .containsOnly(FIRST.plusDays(3), FIRST.plusDays(4));
    }

    private List<QualityScore> scores(RowTallies rows, List<Finding> findings) {
        return History.scores(input(rows, List.of(), findings));
    }

    private ScoreInput input(RowTallies rows, List<Pair> pairs, List<Finding> findings) {
        return new ScoreInput(
                history, new DateRange(FIRST, history.lastDay()), rows, FirstKnown.nothing(), pairs, findings);
    }

    private static Finding finding(Subject subject, Severity severity, Dimension dimension) {
        return new Finding("anomaly.cost", dimension, severity, subject, "cost", "9", "expected 3", 1);
    }

    private static List<Double> find(List<QualityScore> scores, Subject subject, Dimension dimension) {
        return scores.stream()
                .filter(score -> score.subject().equals(subject) && score.dimension() == dimension)
                .findFirst()
                .map(score -> List.of(score.numerator(), score.denominator()))
                .orElse(List.of());
    }

    private static List<Double> pair(double numerator, double denominator) {
        return List.of(numerator, denominator);
    }
}
