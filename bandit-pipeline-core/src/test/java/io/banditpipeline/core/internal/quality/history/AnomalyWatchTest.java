package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnomalyWatchTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);
    private static final AnomalyWatch WATCH = new AnomalyWatch(new LogRatioDetector());

    /** What is known of an arm's day, counted from the first, at an age. */
    private interface Feed {
        Metrics at(int day, int age);
    }

    private static final Feed STEADY = (day, age) -> metrics(50_000 + day, 1_000 + day % 3, mature(age), 500 + day % 5);

    /** Conversions double for a week after the day is over. */
    private static double mature(int age) {
        return Math.min(50 + 10 * age, 120);
    }

    private static Feed on(int faultDay, Metric metric, double factor) {
        return (day, age) -> {
            Metrics metrics = STEADY.at(day, age);
            return day == faultDay ? metrics.with(metric, Math.round(metrics.get(metric) * factor)) : metrics;
        };
    }

    private static AccountHistory history(int lastDay, Feed... feeds) {
        LocalDate last = FIRST.plusDays(lastDay);
        int from = Math.max(0, lastDay - 59);
        List<ArmHistory> arms = new ArrayList<>();
        for (int arm = 0; arm < feeds.length; arm++) {
            Feed feed = feeds[arm];
            List<Metrics> days = IntStream.rangeClosed(from, lastDay)
                    .mapToObj(day -> feed.at(day, lastDay - day))
                    .toList();
            arms.add(new ArmHistory(Histories.arm("a" + arm), FIRST.plusDays(from), days, List.of()));
        }
        return new AccountHistory(
                Histories.ACCOUNT,
                Histories.startOf(last.plusDays(1)),
                last,
                Histories.startOf(last.plusDays(1)),
                28,
                arms);
    }

    /** What each day from one to another brings, with the states handed on. */
    private static List<String> found(int from, int to, Feed... feeds) {
        List<String> all = new ArrayList<>();
        Map<String, byte[]> states = new HashMap<>();
        for (int day = from; day <= to; day++) {
            all.addAll(watch(history(day, feeds), states));
        }
        return all;
    }

    private static List<String> watch(AccountHistory history, Map<String, byte[]> states) {
        return Found.collect(AnomalyWatch.RULE, Severity.WARN, findings -> {
                    WATCH.watch(history, new MapStates(states), findings);
                })
                .stream()
                .map(Found.One::toString)
                .toList();
    }

    private static LocalDate day(int number) {
        return FIRST.plusDays(number);
    }

    @Test
    void steady_days_are_ordinary_although_conversions_come_in_late() {
        assertThat(found(60, 90, STEADY)).isEmpty();
    }

    @Test
    void more_cost_is_urgent_and_far_more_is_an_error() {
        assertThat(found(60, 65, on(65, Metric.COST, 2.5), STEADY))
                .containsExactly("WARN arm a0 on " + day(65) + " cost");
        assertThat(found(60, 65, on(65, Metric.COST, 10), STEADY))
                .containsExactly("ERROR arm a0 on " + day(65) + " cost");
    }

    @Test
    void less_cost_and_more_conversions_are_noted_and_more_clicks_are_urgent() {
        assertThat(found(60, 65, on(65, Metric.COST, 0.2), STEADY))
                .containsExactly("INFO arm a0 on " + day(65) + " cost");
        assertThat(found(60, 85, on(85, Metric.CONVERSIONS, 4), STEADY))
                .containsExactly("INFO arm a0 on " + day(85) + " conversions");
        assertThat(found(60, 65, on(65, Metric.CLICKS, 4), STEADY))
                .containsExactly("WARN arm a0 on " + day(65) + " clicks");
    }

    @Test
    void fewer_conversions_are_urgent_once_enough_fresh_days_were_learnt() {
        assertThat(found(60, 74, on(74, Metric.CONVERSIONS, 0.1), STEADY))
                .containsExactly("WARN arm a0 on " + day(74) + " conversions");
        assertThat(found(60, 73, on(73, Metric.CONVERSIONS, 0.1), STEADY)).isEmpty();
    }

    @Test
    void a_first_collection_tells_of_its_newest_days_only() {
        assertThat(found(60, 60, on(40, Metric.COST, 10), STEADY)).isEmpty();
        assertThat(found(60, 60, on(58, Metric.COST, 10), STEADY))
                .containsExactly("ERROR arm a0 on " + day(58) + " cost");
    }

    @Test
    void a_burst_is_one_finding_of_its_first_day() {
        Feed burst = (day, age) ->
                day >= 65 && day <= 68 && day != 66 ? on(day, Metric.COST, 5).at(day, age) : STEADY.at(day, age);
        assertThat(found(60, 68, burst, STEADY)).containsOnly("ERROR arm a0 on " + day(65) + " cost");
    }

    @Test
    void arms_that_move_together_are_one_finding_about_the_account() {
        Feed spike = on(65, Metric.COST, 5);
        assertThat(found(60, 65, spike, spike, spike, STEADY))
                .containsExactly("ERROR account meta/act_1 on " + day(65) + " cost");
        assertThat(found(60, 65, spike, spike, STEADY, STEADY)).hasSize(2);
    }

    @Test
    void arms_that_are_too_small_to_judge_are_judged_together() {
        Feed small = (day, age) -> metrics(500, 8, 0, day == 65 ? 30 : 4);
        Feed[] many = IntStream.range(0, 10).mapToObj(i -> small).toArray(Feed[]::new);
        assertThat(found(60, 65, small)).isEmpty();
        assertThat(found(60, 65, many)).containsExactly("ERROR account meta/act_1 on " + day(65) + " cost");
    }

    @Test
    void small_counts_that_chance_makes_are_ordinary() {
        Feed few = (day, age) -> metrics(50_000, day == 65 ? 19 : 4, 0, 500);
        Feed more = (day, age) -> metrics(50_000, day == 65 ? 20 : 4, 0, 500);
        assertThat(found(60, 65, few)).isEmpty();
        assertThat(found(60, 65, more)).hasSize(1);
    }

    @Test
    void a_day_is_fed_once_and_a_run_again_from_the_same_state_says_the_same_R1() {
        Map<String, byte[]> states = new HashMap<>();
        watch(history(64, STEADY), states);
        Map<String, byte[]> saved = new HashMap<>(states);
        AccountHistory spike = history(65, on(65, Metric.COST, 10));
        List<String> first = watch(spike, states);
        assertThat(first).hasSize(1);
        assertThat(watch(spike, saved)).isEqualTo(first);
        assertThat(watch(spike, states)).isEmpty();
    }

    @Test
    void days_fed_at_once_and_one_by_one_leave_the_same_states() {
        Map<String, byte[]> oneByOne = new HashMap<>();
        IntStream.rangeClosed(60, 70).forEach(day -> watch(history(day, STEADY), oneByOne));
        Map<String, byte[]> atOnce = new HashMap<>();
        watch(history(60, STEADY), atOnce);
        watch(history(70, STEADY), atOnce);
        assertThat(oneByOne.keySet())
                .containsExactlyInAnyOrderElementsOf(atOnce.keySet())
                .contains("meta/act_1/a0/cost", "meta/act_1//conversions");
        assertThat(atOnce.get("meta/act_1/a0/cost")).isEqualTo(oneByOne.get("meta/act_1/a0/cost"));
    }

    @Test
    void states_of_another_detector_are_learnt_anew_and_broken_ones_are_refused() {
        Map<String, byte[]> states = new HashMap<>();
        watch(history(60, STEADY), states);
        AnomalyWatch other = new AnomalyWatch(new LogRatioDetector("other"));
        assertThat(Found.collect(
                        AnomalyWatch.RULE,
                        Severity.WARN,
                        findings -> other.watch(history(61, on(61, Metric.COST, 10)), new MapStates(states), findings)))
                .hasSize(1);
        states.replaceAll((key, state) -> new byte[] {1, 0});
        assertThatThrownBy(() -> watch(history(61, STEADY), states)).hasMessageContaining("delete it to learn anew");
    }

    @Test
    void missing_and_unreported_values_are_not_zero() {
        Feed gaps =
                (day, age) -> day % 9 == 0 ? Metrics.NONE : STEADY.at(day, age).with(Metric.CLICKS, Metrics.ABSENT);
        assertThat(found(60, 80, gaps)).isEmpty();
    }

    @Test
    void an_account_that_is_not_complete_keeps_its_states() {
        Map<String, byte[]> states = new HashMap<>();
        watch(history(60, STEADY), states);
        Map<String, byte[]> saved = new HashMap<>(states);
        AccountHistory next = history(61, on(61, Metric.COST, 10));
        AccountHistory never =
                new AccountHistory(next.account(), next.now(), next.lastDay(), java.time.Instant.MIN, 28, next.arms());
        assertThat(watch(never, states)).isEmpty();
        assertThat(states).isEqualTo(saved);
    }
}
