package io.banditpipeline.core.internal.quality.score;

import static io.banditpipeline.core.internal.quality.score.History.ACTIVE;
import static io.banditpipeline.core.internal.quality.score.History.FIRST;
import static io.banditpipeline.core.internal.quality.score.History.META;
import static io.banditpipeline.core.internal.quality.score.History.account;
import static io.banditpipeline.core.internal.quality.score.History.accountTotal;
import static io.banditpipeline.core.internal.quality.score.History.arm;
import static io.banditpipeline.core.internal.quality.score.History.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletenessTest {
    /** Days of one arm beside one that is always active; then how many of the first arm's days are there and due. */
    @ParameterizedTest
    @CsvSource({
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxx, 28, 28",
        "xxxxxxxxxxxxxx.xxxxxxxxxxxxx, 27, 28",
        "xxxxxxxxxxxxxx.....xxxxxxxxx, 23, 28",
        "............................, 0, 0",
        "..............xxxxxxxxxxxxxx, 14, 14",
        "xxxxxxxxxxxxxxxxxxxxxxxxx..., 25, 28",
        "xxxxxxxxxxxxxxxxxxxxxxxx...., 24, 24",
        "xxxxxxxx........xxxxxxxxxxxx, 20, 20",
        "xxxxx..xxxxx..xxxxx..xxxxx.., 20, 20",
        ".....xx.....xx.....xx.....xx, 8, 8",
    })
    void a_day_is_due_if_the_arm_was_active_around_it_and_usually_is_on_its_weekday(
            String days, double there, double due) {
        AccountHistory history = account(3, arm("a", days), arm("b", "x".repeat(28)));
        QualityScore score =
                History.total(History.scores(input(history)), Dimension.COMPLETENESS, Subject.arm("a", null));
        assertThat(score.numerator()).isEqualTo(there);
        assertThat(score.denominator()).isEqualTo(due);
    }

    @Test
    void an_account_that_falls_silent_as_a_whole_stays_due_for_a_week_and_then_nothing_is() {
        String silent = "xxxxxxxxxxxxxxxxx...........";
        QualityScore score =
                accountTotal(input(account(3, arm("a", silent), arm("b", silent))), Dimension.COMPLETENESS);
        assertThat(score.numerator()).isEqualTo(34);
        assertThat(score.denominator()).isEqualTo(34 + 14);
    }

    @Test
    void where_nothing_was_due_the_score_is_unknown_and_replaces_what_was_noted_before() {
        AccountHistory history = account(3, arm("a", "......."));
        assertThat(History.scores(input(history)))
                .filteredOn(score -> score.dimension() == Dimension.COMPLETENESS)
                .hasSize(14)
                .allSatisfy(score -> assertThat(score.value()).isEmpty());
    }

    @Test
    void a_day_that_no_feed_has_completed_is_not_due() {
        AccountHistory all = account(3, arm("a", "xxxxxxxxxxxxxx."));
        Instant midnight = all.lastDay().atStartOfDay(META.zone()).toInstant();
        AccountHistory lagging = new AccountHistory(META, all.now(), all.lastDay(), midnight, 3, all.arms());
        AccountHistory never = new AccountHistory(META, all.now(), all.lastDay(), Instant.MIN, 3, all.arms());
        AccountHistory ahead = new AccountHistory(META, all.now(), all.lastDay(), Instant.MAX, 3, all.arms());

        assertThat(accountTotal(input(all), Dimension.COMPLETENESS).denominator())
                .isEqualTo(15);
        assertThat(accountTotal(input(ahead), Dimension.COMPLETENESS).denominator())
                .isEqualTo(15);
        assertThat(accountTotal(input(lagging), Dimension.COMPLETENESS).denominator())
                .isEqualTo(14);
        assertThat(accountTotal(input(never), Dimension.COMPLETENESS).denominator())
                .isZero();
    }

    @Test
    void a_field_that_most_days_have_and_one_has_not_is_missing_by_its_share() {
        List<Metrics> days = new ArrayList<>(Collections.nCopies(10, ACTIVE));
        days.set(4, ACTIVE.with(Metric.CONVERSIONS, Metrics.ABSENT));
        QualityScore score = accountTotal(input(account(3, arm("a", days))), Dimension.COMPLETENESS);
        assertThat(score.numerator()).isEqualTo(9.75);
        assertThat(score.denominator()).isEqualTo(10);
    }

    @Test
    void by_spend_a_missing_day_weighs_what_the_arm_usually_spends() {
        Metrics large = History.metrics(9_000, 500, 9, 900);
        List<Metrics> days = new ArrayList<>(Collections.nCopies(10, large));
        days.set(4, Metrics.NONE);
        AccountHistory history = account(3, arm("small", "xxxxxxxxxx"), arm("large", days));

        LocalDate missing = FIRST.plusDays(4);
        List<QualityScore> scores = AccountScoring.completenessBySpend(input(history));
        assertThat(scores).hasSize(10);
        QualityScore score = scores.get(4);
        assertThat(score.subject()).isEqualTo(Subject.account(META, missing));
        assertThat(score.numerator()).isCloseTo(100, within(1e-9));
        assertThat(score.denominator()).isCloseTo(1_000, within(1e-9));
        assertThat(scores.get(5).value()).hasValue(1);
    }
}
