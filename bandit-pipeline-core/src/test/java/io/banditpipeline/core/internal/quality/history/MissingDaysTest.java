package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.LAST;
import static io.banditpipeline.core.internal.quality.history.Histories.account;
import static io.banditpipeline.core.internal.quality.history.Histories.day;
import static io.banditpipeline.core.internal.quality.history.Histories.first;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static io.banditpipeline.core.internal.quality.history.Histories.startOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.HistoryValidator;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class MissingDaysTest {
    private final MissingDays rule = new MissingDays();

    private static ArmHistory missing(String id, IntPredicate ages) {
        return first(id, age -> ages.test(age) ? Metrics.NONE : Histories.ordinary(age));
    }

    private List<String> found(AccountHistory history) {
        return Found.by(rule, history).stream().map(Found.One::toString).toList();
    }

    @Test
    void an_arm_with_a_fact_on_every_day_passes() {
        assertThat(found(account(missing("a", age -> false)))).isEmpty();
    }

    @Test
    void an_arm_without_a_fact_on_the_last_day_is_flagged() {
        assertThat(found(account(missing("a", age -> age == 0), missing("b", age -> false))))
                .containsExactly("WARN arm a on " + LAST);
    }

    @Test
    void a_gap_is_one_finding_of_its_first_day() {
        assertThat(found(account(missing("a", age -> age <= 2)))).containsExactly("WARN arm a on " + day(2));
    }

    @Test
    void an_arm_that_stopped_longer_ago_was_paused() {
        assertThat(found(account(missing("a", age -> age <= 3)))).isEmpty();
    }

    @Test
    void an_account_most_of_whose_arms_are_missing_is_one_error() {
        assertThat(found(account(
                        missing("a", age -> age == 0),
                        missing("b", age -> age == 0),
                        missing("c", age -> age == 0),
                        missing("d", age -> false))))
                .containsExactly("ERROR account meta/act_1 on " + LAST);
    }

    @Test
    void a_day_that_is_not_complete_yet_is_not_due() {
        assertThat(found(account(startOf(LAST), List.of(missing("a", age -> age == 0)))))
                .isEmpty();
        assertThat(found(account(java.time.Instant.MIN, List.of(missing("a", age -> age == 0)))))
                .isEmpty();
    }

    @Test
    void an_arm_that_rests_on_weekends_may_rest() {
        IntPredicate weekend = age -> day(age).getDayOfWeek() == DayOfWeek.SUNDAY;
        assertThat(LAST.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(found(account(missing("a", weekend)))).isEmpty();
    }

    @Test
    void an_arm_that_ran_rarely_or_had_hardly_an_impression_may_have_none() {
        assertThat(found(account(missing("a", age -> age % 2 == 0)))).isEmpty();
        assertThat(found(account(first("a", age -> age == 0 ? Metrics.NONE : metrics(9, 1, 0, 0.1)))))
                .isEmpty();
        assertThat(found(account(first("a", age -> age == 0 ? Metrics.NONE : metrics(10, 1, 0, 0.1)))))
                .hasSize(1);
    }

    @Test
    void a_day_that_was_known_and_vanished_is_not_missing() {
        ArmHistory vanished =
                Histories.arm("a", age -> age == 1 ? Metrics.NONE : Histories.ordinary(age), Histories::ordinary);
        assertThat(found(account(vanished))).isEmpty();
    }

    @Test
    void its_numbers_can_change_within_their_ranges() {
        HistoryValidator patient = (HistoryValidator) rule.withParameters(Map.of("pausedAfterDays", 1.0));
        assertThat(Found.by(patient, account(missing("a", age -> age <= 1)))).isEmpty();
        assertThat(rule.withParameters(Map.of()).parameters()).isEqualTo(rule.parameters());
    }
}
