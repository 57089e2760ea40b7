package io.banditpipeline.core.internal.quality.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchRulesTest {
    private static final LocalDate DAY = Feed.DAY;
    private static final UnaryOperator<Metrics> SAME = metrics -> metrics;

    @ParameterizedTest
    @CsvSource({
        "1000000,micros",
        "1000,thousandths",
        "100,cents",
        "0.01,multiply by 100",
        "0.001,multiply by 1,000",
        "0.000001,multiply by 1,000,000"
    })
    void cost_in_wrong_units_is_held_row_by_row_and_refuses_the_slice_with_a_proposal(double factor, String words) {
        Feed feed = Feed.of(5);
        List<Observation> rows =
                feed.rows(DAY, metrics -> metrics.with(Metric.COST, Math.round(metrics.costMicros() * factor)));
        Feed.Result result = Feed.judge("batch.unit", feed.context(DAY), rows);
        assertThat(result.rows()).hasSize(5).allSatisfy(violation -> {
            assertThat(violation.field()).isEqualTo("cost");
            assertThat(violation.text()).contains(words.split(",")[0]);
        });
        assertThat(result.slice()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(Severity.FATAL);
            assertThat(found.value()).isEqualTo("5 of 5 rows");
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.1, 5, 20, 30})
    void cost_that_is_only_dear_or_cheap_is_no_mistake_of_units(double factor) {
        Feed feed = Feed.of(5);
        UnaryOperator<Metrics> change = metrics -> Feed.money(metrics, factor);
        assertThat(Feed.judge("batch.unit", feed.context(DAY), feed.rows(DAY, change))
                        .rows())
                .isEmpty();
    }

    @Test
    void a_budget_a_hundred_times_larger_is_no_mistake_of_units() {
        Feed feed = Feed.of(5);
        UnaryOperator<Metrics> change = metrics -> Feed.times(metrics, 100);
        assertThat(Feed.judge("batch.unit", feed.context(DAY), feed.rows(DAY, change)))
                .isEqualTo(new Feed.Result(List.of(), List.of()));
    }

    @Test
    void a_slice_is_refused_for_its_units_from_four_fifths_of_its_rows_on() {
        Feed feed = Feed.of(5);
        for (int right = 0; right <= 2; right++) {
            int first = right;
            List<Observation> rows = IntStream.range(0, 5)
                    .mapToObj(arm -> Feed.row(arm, DAY, Feed.money(feed.metrics(arm, DAY), arm < first ? 1 : 1e6)))
                    .toList();
            Feed.Result result = Feed.judge("batch.unit", feed.context(DAY), rows);
            assertThat(result.rows()).hasSize(5 - right);
            assertThat(result.slice()).hasSize(right <= 1 ? 2 - right + (right == 1 ? 1 : 0) : 0);
        }
    }

    @Test
    void units_of_revenue_are_compared_by_order_and_those_of_conversions_by_click() {
        Feed feed = Feed.of(5);
        Feed.Result revenue = Feed.judge(
                "batch.unit",
                feed.context(DAY),
                feed.rows(DAY, metrics -> metrics.with(Metric.REVENUE, metrics.revenueMicros() * 1_000_000)));
        assertThat(revenue.rows()).isNotEmpty().allSatisfy(violation -> assertThat(violation.field())
                .isEqualTo("revenue"));
        Feed.Result conversions = Feed.judge("batch.unit", feed.context(DAY), feed.rows(DAY, metrics -> metrics.with(
                        Metric.CONVERSIONS, metrics.conversionMicros() * 1_000_000)
                .with(Metric.REVENUE, Metrics.ABSENT)));
        assertThat(conversions.rows()).isNotEmpty().allSatisfy(violation -> assertThat(violation.field())
                .isEqualTo("conversions"));
    }

    @Test
    void without_enough_history_nothing_is_known_of_units_and_prices() {
        for (int days : new int[] {0, 3}) {
            Feed feed = Feed.of(5).withHistory(days);
            List<Observation> rows = feed.rows(DAY, metrics -> Feed.money(metrics, 1e6));
            for (String rule : List.of("batch.unit", "batch.currency", "batch.doubled", "batch.click_flood")) {
                assertThat(Feed.judge(rule, feed.context(DAY), rows)).isEqualTo(new Feed.Result(List.of(), List.of()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"150,FATAL", "7.4,FATAL", "0.1,FATAL", "3.9,FATAL", "2.2,ERROR", "0.45,ERROR"})
    void a_common_step_of_all_prices_looks_like_another_currency(double factor, Severity severity) {
        Feed feed = Feed.of(8);
        Feed.Result result =
                Feed.judge("batch.currency", feed.context(DAY), feed.rows(DAY, metrics -> Feed.money(metrics, factor)));
        assertThat(result.rows()).isEmpty();
        assertThat(result.slice()).singleElement().satisfies(found -> {
            assertThat(found.severity()).isEqualTo(severity);
            assertThat(found.subject()).isEqualTo(Subject.account(Feed.ACCOUNT, DAY));
            assertThat(found.text()).contains("another currency than EUR");
        });
    }

    @Test
    void prices_of_some_arms_or_of_clicks_alone_are_not_the_currency() {
        Feed feed = Feed.of(8);
        List<Observation> half = IntStream.range(0, 8)
                .mapToObj(arm -> Feed.row(arm, DAY, Feed.money(feed.metrics(arm, DAY), arm < 4 ? 1 : 5)))
                .toList();
        assertThat(Feed.judge("batch.currency", feed.context(DAY), half).slice())
                .isEmpty();
        List<Observation> cheapClicks =
                feed.rows(DAY, metrics -> metrics.with(Metric.IMPRESSIONS, metrics.impressions() / 6));
        assertThat(Feed.judge("batch.currency", feed.context(DAY), cheapClicks).slice())
                .isEmpty();
    }

    @Test
    void a_slice_that_is_wrong_as_a_whole_is_compared_with_what_was_stored() {
        Feed feed = Feed.of(8);
        BatchContext stored = feed.context(DAY.plusDays(10));
        BatchContext restated = new BatchContext(
                new io.banditpipeline.metric.Slice(
                        "test", Feed.ACCOUNT, Level.CAMPAIGN, Granularity.DAY, new DateRange(DAY, DAY.plusDays(10))),
                stored.now(),
                stored.arms(),
                stored.armByEntity());
        List<Observation> rows = new ArrayList<>();
        for (int day = 0; day <= 10; day++) {
            rows.addAll(feed.rows(DAY.plusDays(day), metrics -> Feed.money(metrics, 7.4)));
        }
        assertThat(Feed.judge("batch.currency", restated, rows).slice()).hasSize(11);
    }

    @Test
    void rows_that_repeat_are_noted_if_they_agree_and_warned_of_if_they_are_many_or_do_not() {
        Feed feed = Feed.of(8);
        List<Observation> rows = new ArrayList<>(feed.rows(DAY, SAME));
        assertThat(Feed.judge("batch.repeated", feed.context(DAY), rows).slice())
                .isEmpty();
        rows.addAll(feed.rows(DAY, SAME).subList(0, 2));
        assertThat(Feed.judge("batch.repeated", feed.context(DAY), rows).slice())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).as("a fifth of ten rows").isEqualTo(Severity.INFO);
                    assertThat(found.value()).isEqualTo("2");
                });
        rows.addAll(feed.rows(DAY, SAME).subList(2, 8));
        assertThat(Feed.judge("batch.repeated", feed.context(DAY), rows).slice())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.WARN);
                    assertThat(found.text()).contains("8 of 16 rows").contains("twice");
                });
        rows.add(Feed.row(1, DAY, Feed.times(feed.metrics(1, DAY), 3)));
        assertThat(Feed.judge("batch.repeated", feed.context(DAY), rows).slice())
                .anySatisfy(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.WARN);
                    assertThat(found.text()).contains("1 rows").contains("entity1 at");
                });
    }

    @Test
    void hours_of_one_day_do_not_repeat_each_other() {
        Feed feed = Feed.of(2);
        LocalDate long25 = LocalDate.of(2026, 10, 25);
        BatchContext context = feed.context(DateRange.of(long25), Granularity.HOUR, Feed.morningAfter(long25));
        List<Observation> rows = feed.hours(long25);
        assertThat(rows).hasSize(50);
        assertThat(Feed.judge("batch.repeated", context, rows).slice()).isEmpty();
        rows.addAll(feed.hours(long25).subList(0, 10));
        assertThat(Feed.judge("batch.repeated", context, rows).slice())
                .extracting(Feed.Found::value)
                .containsExactly("10");
    }

    @Test
    void a_day_counted_twice_is_found_and_a_sale_is_not() {
        Feed feed = Feed.of(8);
        assertThat(Feed.judge("batch.doubled", feed.context(DAY), feed.rows(DAY, m -> Feed.times(m, 2)))
                        .slice())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.ERROR));
        UnaryOperator<Metrics> sale = metrics -> new Metrics(
                metrics.impressions() * 2 + 1,
                metrics.clicks() * 2 + 1,
                metrics.conversionMicros() * 2,
                metrics.costMicros() * 2,
                metrics.revenueMicros() * 2);
        assertThat(Feed.judge("batch.doubled", feed.context(DAY), feed.rows(DAY, sale))
                        .slice())
                .isEmpty();
        assertThat(Feed.judge("batch.doubled", feed.context(DAY), feed.rows(DAY, SAME))
                        .slice())
                .isEmpty();
        UnaryOperator<Metrics> even = metrics -> new Metrics(
                metrics.impressions() / 2 * 2,
                metrics.clicks() / 2 * 2,
                metrics.conversionMicros(),
                metrics.costMicros(),
                metrics.revenueMicros());
        assertThat(Feed.judge("batch.doubled", feed.context(DAY), feed.rows(DAY, even))
                        .slice())
                .isEmpty();
    }

    @Test
    void rows_delivered_twice_are_repeated_and_not_doubled() {
        Feed feed = Feed.of(8);
        List<Observation> twice = new ArrayList<>(feed.rows(DAY, SAME));
        twice.addAll(feed.rows(DAY, SAME));
        assertThat(Feed.judge("batch.doubled", feed.context(DAY), twice).slice())
                .isEmpty();
    }

    @Test
    void an_arm_that_always_ran_is_missed_and_several_are_the_accounts_matter() {
        Feed feed = Feed.of(10);
        List<Observation> rows = feed.rows(DAY, SAME);
        assertThat(Feed.judge("batch.missing_arms", feed.context(DAY), rows).slice())
                .isEmpty();
        assertThat(Feed.judge("batch.missing_arms", feed.context(DAY), rows.subList(1, 10))
                        .slice())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.INFO);
                    assertThat(found.subject()).isEqualTo(Subject.arm("arm0", DAY));
                });
        List<Feed.Found> two = Feed.judge("batch.missing_arms", feed.context(DAY), rows.subList(2, 10))
                .slice();
        assertThat(two).hasSize(3);
        assertThat(two.get(2).severity()).isEqualTo(Severity.WARN);
        assertThat(two.get(2).value()).isEqualTo("2 of 10");
    }

    @Test
    void a_day_that_was_over_for_less_than_the_lag_is_not_missed_yet() {
        Feed feed = Feed.of(10);
        Instant end = Interval.ofDay(DAY, Feed.ZONE).end();
        for (int seconds = -1; seconds <= 0; seconds++) {
            BatchContext context =
                    feed.context(DateRange.of(DAY), Granularity.DAY, end.plusSeconds(3 * 3_600 + seconds));
            assertThat(Feed.judge("batch.missing_arms", context, List.of()).slice())
                    .hasSize(seconds < 0 ? 0 : 11);
        }
    }

    @Test
    void an_arm_that_paused_before_is_not_missed() {
        Feed feed = Feed.of(2).withHistory(6);
        assertThat(Feed.judge("batch.missing_arms", feed.context(DAY), List.of())
                        .slice())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"20,", "15,", "14,WARN", "7,WARN", "6,ERROR", "1,ERROR", "0,ERROR"})
    void a_day_with_far_fewer_arms_than_its_weekday_is_told(int present, Severity severity) {
        Feed feed = Feed.of(20);
        List<Observation> rows = feed.rows(DAY, SAME).subList(0, present);
        List<Feed.Found> found =
                Feed.judge("batch.volume", feed.context(DAY), rows).slice();
        assertThat(found.stream().map(Feed.Found::severity).toList())
                .isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @Test
    void a_small_account_is_only_told_of_days_without_any_row() {
        Feed feed = Feed.of(4);
        assertThat(Feed.judge(
                                "batch.volume",
                                feed.context(DAY),
                                feed.rows(DAY, SAME).subList(0, 1))
                        .slice())
                .isEmpty();
        assertThat(Feed.judge("batch.volume", feed.context(DAY), List.of()).slice())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-04", "2026-03-29", "2026-10-25"})
    void hours_without_rows_are_missed_on_days_of_23_24_and_25_hours(LocalDate day) {
        Feed feed = Feed.of(3);
        BatchContext context = feed.context(DateRange.of(day), Granularity.HOUR, Feed.morningAfter(day));
        List<Observation> rows = feed.hours(day);
        assertThat(Feed.judge("batch.missing_hours", context, rows).slice()).isEmpty();
        List<Observation> gap = new ArrayList<>(rows.subList(0, 9));
        gap.addAll(rows.subList(15, rows.size()));
        assertThat(Feed.judge("batch.missing_hours", context, gap).slice())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.severity()).isEqualTo(Severity.WARN);
                    assertThat(found.value()).isEqualTo("2 of " + rows.size() / 3);
                });
        assertThat(Feed.judge("batch.missing_hours", context, rows.subList(0, 9))
                        .slice())
                .singleElement()
                .satisfies(found -> assertThat(found.severity()).isEqualTo(Severity.ERROR));
    }

    @Test
    void hours_in_which_nothing_ever_runs_are_not_missed() {
        Feed feed = Feed.of(3);
        List<Observation> rows = new ArrayList<>();
        for (int day = 0; day < 4; day++) {
            rows.addAll(feed.hours(DAY.plusDays(day)).subList(18, 60)); // six to twenty
        }
        BatchContext context =
                feed.context(new DateRange(DAY, DAY.plusDays(3)), Granularity.HOUR, Feed.morningAfter(DAY.plusDays(3)));
        assertThat(Feed.judge("batch.missing_hours", context, rows).slice()).isEmpty();
        rows.subList(20, 30).clear();
        assertThat(Feed.judge("batch.missing_hours", context, rows).slice()).hasSize(1);
    }

    @Test
    void a_round_number_of_rows_looks_like_a_page_limit_unless_the_slice_is_whole() {
        BatchContext context = Feed.of(1).context(new DateRange(DAY, DAY.plusDays(9)), Granularity.DAY, Instant.MAX);
        List<Observation> whole = new ArrayList<>();
        for (int day = 0; day < 10; day++) {
            for (int entity = 0; entity < 100; entity++) {
                whole.add(Feed.row(entity, DAY.plusDays(day), Metrics.NONE.with(Metric.CLICKS, 1)));
            }
        }
        assertThat(Feed.judge("batch.page_limit", context, whole).slice()).isEmpty();
        List<Observation> cut = new ArrayList<>(whole);
        cut.set(999, Feed.row(100, DAY, Metrics.NONE));
        assertThat(Feed.judge("batch.page_limit", context, cut).slice()).hasSize(1);
        cut.remove(0);
        assertThat(Feed.judge("batch.page_limit", context, cut).slice()).isEmpty();
        assertThat(Feed.judge("batch.page_limit", context, List.of()).slice()).isEmpty();
    }

    @Test
    void many_rows_without_an_arm_are_noted() {
        Feed feed = Feed.of(8);
        List<Observation> rows = new ArrayList<>(feed.rows(DAY, SAME));
        rows.add(stranger("x1"));
        rows.add(stranger("x2"));
        assertThat(Feed.judge("batch.unmapped", feed.context(DAY), rows).slice())
                .isEmpty();
        rows.add(stranger("x3"));
        assertThat(Feed.judge("batch.unmapped", feed.context(DAY), rows).slice())
                .singleElement()
                .satisfies(found -> assertThat(found.text()).contains("27 %").contains("[x1, x2, x3]"));
    }

    @Test
    void clicks_that_outgrow_impressions_without_conversions_look_like_bots() {
        Feed feed = Feed.of(4);
        UnaryOperator<Metrics> bots = metrics -> metrics.with(Metric.CLICKS, metrics.clicks() * 4);
        assertThat(Feed.judge("batch.click_flood", feed.context(DAY), feed.rows(DAY, bots))
                        .slice())
                .hasSize(4)
                .allSatisfy(found -> assertThat(found.text()).contains("look for bots"));
        UnaryOperator<Metrics> success = metrics -> metrics.with(Metric.CLICKS, metrics.clicks() * 4)
                .with(Metric.CONVERSIONS, metrics.conversionMicros() * 4 + 10_000_000);
        assertThat(Feed.judge("batch.click_flood", feed.context(DAY), feed.rows(DAY, success))
                        .slice())
                .isEmpty();
        UnaryOperator<Metrics> some = metrics -> metrics.with(Metric.CLICKS, metrics.clicks() * 3 / 2);
        assertThat(Feed.judge("batch.click_flood", feed.context(DAY), feed.rows(DAY, some))
                        .slice())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.5,", "1.51,WARN", "2,WARN", "2.01,ERROR"})
    void a_day_far_above_its_cap_is_told(double times, Severity severity) {
        Feed feed = Feed.of(1).withCap(10_000_000_000L);
        Metrics metrics = feed.metrics(0, DAY).with(Metric.COST, Math.round(times * 10_000_000_000L));
        List<Feed.Found> found = Feed.judge("batch.overspend", feed.context(DAY), List.of(Feed.row(0, DAY, metrics)))
                .slice();
        assertThat(found.stream().map(Feed.Found::severity).toList())
                .isEqualTo(severity == null ? List.of() : List.of(severity));
    }

    @Test
    void a_cap_that_was_never_kept_is_in_another_currency_and_does_not_count() {
        Feed feed = Feed.of(1).withCap(1_000_000);
        assertThat(Feed.judge("batch.overspend", feed.context(DAY), feed.rows(DAY, SAME))
                        .slice())
                .isEmpty();
        Feed unlimited = Feed.of(1);
        UnaryOperator<Metrics> dear = metrics -> Feed.money(metrics, 1_000);
        assertThat(Feed.judge("batch.overspend", unlimited.context(DAY), unlimited.rows(DAY, dear))
                        .slice())
                .isEmpty();
    }

    @Test
    void every_rule_has_an_id_of_its_own_says_what_it_demands_and_bears_an_empty_slice() {
        assertThat(BatchRules.all())
                .extracting(Validator::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("batch."));
        assertThat(BatchRules.all()).allSatisfy(rule -> {
            assertThat(rule.description()).endsWith(".");
            BatchContext context = Feed.of(0).context(DAY);
            assertThat(Feed.judge((BatchValidator) rule, context, List.of()))
                    .isEqualTo(new Feed.Result(List.of(), List.of()));
            Map<String, Double> same = rule.parameters();
            assertThat(rule.withParameters(same).parameters()).isEqualTo(same);
        });
    }

    private static Observation stranger(String id) {
        return Observation.pulled(
                new EntityRef(Level.CAMPAIGN, id),
                Interval.ofDay(DAY, Feed.ZONE),
                Feed.morningAfter(DAY),
                Metrics.NONE,
                Feed.EUR);
    }
}
