package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.account;
import static io.banditpipeline.core.internal.quality.history.Histories.arm;
import static io.banditpipeline.core.internal.quality.history.Histories.day;
import static io.banditpipeline.core.internal.quality.history.Histories.first;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.HistoryValidator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Days that are no longer what they were. The last day of before is age 1 of now, as in a daily run. */
class RestatementRulesTest {
    private static final double FINAL_CONVERSIONS = 100;

    private static Metrics settled(double age) {
        return metrics(10_000, 500, Math.floor(FINAL_CONVERSIONS * new Settling(3).share(age)), 200);
    }

    private static Metrics before(int age) {
        return age == 0 ? Metrics.NONE : settled(age - 1);
    }

    /** An arm of which one day has changed besides settling. */
    private static ArmHistory changed(String id, int changedAge, UnaryOperator<Metrics> change) {
        return arm(
                id, age -> age == changedAge ? change.apply(settled(age)) : settled(age), RestatementRulesTest::before);
    }

    private static UnaryOperator<Metrics> times(Metric metric, double factor) {
        return metrics -> metrics.with(metric, Math.round(metrics.get(metric) * factor));
    }

    private static List<String> found(HistoryValidator rule, ArmHistory... arms) {
        return Found.by(rule, account(arms)).stream().map(Found.One::toString).toList();
    }

    @Nested
    class Late {
        private final LateRestatement rule = new LateRestatement();

        @Test
        void conversions_that_come_in_as_they_always_do_pass() {
            assertThat(found(rule, changed("a", 20, metrics -> metrics))).isEmpty();
        }

        @Test
        void conversions_that_double_after_20_days_are_flagged() {
            assertThat(found(rule, changed("a", 20, times(Metric.CONVERSIONS, 2))))
                    .containsExactly("WARN arm a on " + day(20) + " conversions");
        }

        @Test
        void a_change_that_chance_could_make_passes() {
            UnaryOperator<Metrics> four =
                    metrics -> metrics.with(Metric.CONVERSIONS, metrics.conversionMicros() + 4_000_000);
            UnaryOperator<Metrics> fifteen =
                    metrics -> metrics.with(Metric.CONVERSIONS, metrics.conversionMicros() + 15_000_000);
            assertThat(found(rule, changed("a", 20, four))).isEmpty();
            assertThat(found(rule, changed("a", 20, fifteen))).hasSize(1);
        }

        @Test
        void early_growth_is_no_restatement() {
            assertThat(found(rule, changed("a", 1, times(Metric.CONVERSIONS, 2))))
                    .isEmpty();
            assertThat(found(rule, changed("a", 0, times(Metric.CONVERSIONS, 2))))
                    .isEmpty();
        }

        @Test
        void a_final_value_that_changes_is_an_error() {
            assertThat(found(rule, changed("a", 28, times(Metric.CONVERSIONS, 1.3))))
                    .containsExactly("WARN arm a on " + day(28) + " conversions");
            assertThat(found(rule, changed("a", 29, times(Metric.CONVERSIONS, 1.3))))
                    .containsExactly("ERROR arm a on " + day(29) + " conversions");
            assertThat(found(rule, changed("a", 40, metrics -> Metrics.NONE)))
                    .containsExactly("ERROR arm a on " + day(40) + " cost");
            assertThat(found(rule, changed("a", 40, times(Metric.COST, 1.005)))).isEmpty();
        }

        @Test
        void cost_may_settle_for_three_days_only() {
            assertThat(found(rule, changed("a", 3, times(Metric.COST, 1.2)))).isEmpty();
            assertThat(found(rule, changed("a", 4, times(Metric.COST, 1.2))))
                    .containsExactly("WARN arm a on " + day(4) + " cost");
            assertThat(found(rule, changed("a", 4, times(Metric.COST, 1.04)))).isEmpty();
        }

        @Test
        void conversions_that_are_retracted_beyond_returns_are_flagged() {
            assertThat(found(rule, changed("a", 10, times(Metric.CONVERSIONS, 0.8))))
                    .isEmpty();
            assertThat(found(rule, changed("a", 10, times(Metric.CONVERSIONS, 0.2))))
                    .hasSize(1);
        }

        @Test
        void revenue_is_judged_by_the_orders_it_stands_for() {
            UnaryOperator<Metrics> earning = metrics -> metrics.with(Metric.REVENUE, metrics.conversionMicros() * 40);
            ArmHistory steady = arm("a", age -> earning.apply(settled(age)), age -> withRevenue(earning, age));
            ArmHistory doubled = arm(
                    "a",
                    age -> age == 20
                            ? times(Metric.REVENUE, 2).apply(earning.apply(settled(age)))
                            : earning.apply(settled(age)),
                    age -> withRevenue(earning, age));
            assertThat(found(rule, steady)).isEmpty();
            assertThat(found(rule, doubled)).containsExactly("WARN arm a on " + day(20) + " revenue");
        }

        private static Metrics withRevenue(UnaryOperator<Metrics> earning, int age) {
            return age == 0 ? Metrics.NONE : earning.apply(before(age));
        }

        @Test
        void a_platform_whose_days_all_grow_late_may_do_so() {
            ArmHistory slow = arm(
                    "a",
                    age -> metrics(10_000, 500, 100 + Math.floor(900 * new Settling(25).share(age)), 200),
                    age -> age == 0
                            ? Metrics.NONE
                            : metrics(10_000, 500, 100 + Math.floor(900 * new Settling(25).share(age - 1)), 200));
            assertThat(found(rule, slow)).isEmpty();
        }

        @Test
        void a_backfill_and_a_first_collection_restate_nothing() {
            ArmHistory backfilled =
                    arm("a", RestatementRulesTest::settled, age -> age > 10 ? Metrics.NONE : before(age));
            assertThat(found(rule, backfilled)).isEmpty();
            assertThat(found(rule, first("a", RestatementRulesTest::settled))).isEmpty();
        }

        @Test
        void many_arms_that_change_on_a_day_are_one_finding() {
            ArmHistory[] arms = {
                changed("a", 20, times(Metric.CONVERSIONS, 2)),
                changed("b", 20, times(Metric.CONVERSIONS, 2)),
                changed("c", 20, times(Metric.CONVERSIONS, 2))
            };
            assertThat(found(rule, arms)).containsExactly("WARN account meta/act_1 on " + day(20) + " conversions");
        }

        @Test
        void changes_that_are_small_alone_are_told_if_they_are_large_together() {
            UnaryOperator<Metrics> more =
                    metrics -> metrics.with(Metric.CONVERSIONS, metrics.conversionMicros() + 6_000_000);
            assertThat(found(rule, changed("a", 20, more))).isEmpty();
            assertThat(found(rule, changed("a", 20, more), changed("b", 20, more), changed("c", 20, more)))
                    .containsExactly("WARN account meta/act_1 on " + day(20) + " conversions");
        }
    }

    @Nested
    class Reset {
        private final CounterReset rule = new CounterReset();

        @Test
        void days_that_grow_or_stay_pass() {
            assertThat(found(rule, changed("a", 5, times(Metric.COST, 1.2)))).isEmpty();
        }

        @Test
        void cost_may_fall_by_the_allowance_for_invalid_traffic() {
            assertThat(found(rule, changed("a", 5, times(Metric.COST, 0.9)))).isEmpty();
            assertThat(found(rule, changed("a", 5, times(Metric.COST, 0.89))))
                    .containsExactly("WARN arm a on " + day(5) + " cost");
        }

        @Test
        void a_day_that_vanishes_has_fallen_to_nothing() {
            assertThat(found(rule, changed("a", 5, metrics -> Metrics.NONE)))
                    .containsExactly("WARN arm a on " + day(5) + " cost");
            assertThat(found(new LateRestatement(), changed("a", 5, metrics -> Metrics.NONE)))
                    .isEmpty();
        }

        @Test
        void impressions_must_fall_by_more_than_chance() {
            ArmHistory few = arm("a", age -> metrics(age == 5 ? 5 : 8, 1, 0, 0.1), age -> metrics(8, 1, 0, 0.1));
            assertThat(found(rule, few)).isEmpty();
            assertThat(found(rule, changed("a", 5, times(Metric.IMPRESSIONS, 0.8))))
                    .containsExactly("WARN arm a on " + day(5) + " impressions");
        }

        @Test
        void final_days_are_left_to_the_other_rule() {
            assertThat(found(rule, changed("a", 40, times(Metric.COST, 0.5)))).isEmpty();
        }
    }
}
