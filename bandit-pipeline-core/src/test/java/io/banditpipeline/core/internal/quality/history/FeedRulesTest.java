package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.LAST;
import static io.banditpipeline.core.internal.quality.history.Histories.account;
import static io.banditpipeline.core.internal.quality.history.Histories.day;
import static io.banditpipeline.core.internal.quality.history.Histories.first;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static io.banditpipeline.core.internal.quality.history.Histories.ordinary;
import static io.banditpipeline.core.internal.quality.history.Histories.startOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.HistoryValidator;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Feeds that come late, or come again as they were. */
class FeedRulesTest {
    private static List<String> found(HistoryValidator rule, AccountHistory history) {
        return Found.by(rule, history).stream().map(Found.One::toString).toList();
    }

    @Nested
    class Stale {
        private final StaleFeed rule = new StaleFeed();

        private List<String> completeUntil(Instant until) {
            return found(rule, account(until, List.of(first("a", Histories::ordinary))));
        }

        @Test
        void a_feed_that_is_complete_or_a_day_behind_passes() {
            assertThat(completeUntil(startOf(LAST.plusDays(1)))).isEmpty();
            assertThat(completeUntil(startOf(LAST))).isEmpty();
        }

        @Test
        void the_limits_are_one_and_a_half_and_three_times_what_the_platform_may_take() {
            Instant end = startOf(LAST.plusDays(1));
            assertThat(completeUntil(end.minusSeconds(36 * 3600))).isEmpty();
            assertThat(completeUntil(end.minusSeconds(36 * 3600 + 1)))
                    .singleElement()
                    .asString()
                    .startsWith("WARN");
            assertThat(completeUntil(end.minusSeconds(72 * 3600)))
                    .singleElement()
                    .asString()
                    .startsWith("WARN");
            assertThat(completeUntil(end.minusSeconds(72 * 3600 + 1)))
                    .singleElement()
                    .asString()
                    .startsWith("ERROR");
        }

        @Test
        void it_is_one_finding_of_the_first_day_that_lacks() {
            assertThat(completeUntil(startOf(day(1)))).containsExactly("WARN account meta/act_1 on " + day(1));
        }

        @Test
        void a_feed_that_never_was_complete_is_flagged_and_an_account_without_arms_is_not() {
            assertThat(completeUntil(Instant.MIN)).containsExactly("WARN account meta/act_1");
            assertThat(found(rule, account(Instant.MIN, List.of()))).isEmpty();
        }
    }

    @Nested
    class Frozen {
        private final FrozenFeed rule = new FrozenFeed();

        private static Metrics copiedLast(int age) {
            return ordinary(age == 0 ? 1 : age);
        }

        @Test
        void days_that_differ_pass() {
            assertThat(found(rule, account(first("a", Histories::ordinary)))).isEmpty();
        }

        @Test
        void a_day_that_repeats_the_one_before_is_an_error_of_the_arm() {
            assertThat(found(
                            rule,
                            account(first("a", FeedRulesTest.Frozen::copiedLast), first("b", Histories::ordinary))))
                    .containsExactly("ERROR arm a on " + LAST + " cost");
        }

        @Test
        void one_micro_more_is_another_day() {
            assertThat(found(
                            rule,
                            account(first(
                                    "a",
                                    age -> age == 0
                                            ? ordinary(1)
                                                    .with(
                                                            io.banditpipeline.metric.Metric.COST,
                                                            ordinary(1).costMicros() + 1)
                                            : ordinary(age)))))
                    .isEmpty();
        }

        @Test
        void an_account_all_of_whose_arms_repeat_is_one_error() {
            assertThat(found(
                            rule,
                            account(
                                    first("a", FeedRulesTest.Frozen::copiedLast),
                                    first("b", FeedRulesTest.Frozen::copiedLast))))
                    .containsExactly("ERROR account meta/act_1 on " + LAST + " cost");
        }

        @Test
        void small_days_may_repeat_by_chance() {
            assertThat(found(rule, account(first("a", age -> metrics(age == 0 || age == 1 ? 99 : age, 2, 0, 1)))))
                    .isEmpty();
            ArmHistory larger = first("a", age -> metrics(age == 0 || age == 1 ? 100 : age, 2, 0, 1));
            assertThat(found(rule, account(larger))).hasSize(1);
        }

        @Test
        void an_arm_of_a_flat_fee_may_repeat_all_along() {
            assertThat(found(rule, account(first("a", age -> metrics(10_000, 100, 0, 50)))))
                    .isEmpty();
            assertThat(found(rule, account(first("a", age -> metrics(10_000 + age / 2, 100, 0, 50)))))
                    .isEmpty();
        }
    }
}
