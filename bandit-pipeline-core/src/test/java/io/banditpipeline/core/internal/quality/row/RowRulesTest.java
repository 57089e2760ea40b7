package io.banditpipeline.core.internal.quality.row;

import static io.banditpipeline.metric.Metrics.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RowRulesTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZONE, USD);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final long UNIT = 1_000_000;
    private static final Metrics USUAL = metrics(1_000, 20, 2 * UNIT, 10 * UNIT, 30 * UNIT);

    static Stream<Arguments> metricsByRule() {
        long big = 100_000_000_000L;
        return Stream.of(
                of("row.negative", metrics(0, 0, 0, 0, 0), null),
                of("row.negative", metrics(-1, 0, 0, 0, 0), "impressions"),
                of("row.negative", metrics(1, -1, 0, 0, 0), "clicks"),
                of("row.negative", metrics(1, 0, -1, 0, 0), "conversions"),
                of("row.negative", metrics(1, 0, 0, -1, 0), "cost"),
                of("row.negative", metrics(1, 0, 0, 0, -1), null),
                of("row.negative", Metrics.NONE, null),
                of("row.magnitude", metrics(big, big, big * UNIT, big * UNIT, -big * UNIT), null),
                of("row.magnitude", metrics(big + 1, 0, 0, 0, 0), "impressions"),
                of("row.magnitude", metrics(0, big + 1, 0, 0, 0), "clicks"),
                of("row.magnitude", metrics(0, 0, big * UNIT + 1, 0, 0), "conversions"),
                of("row.magnitude", metrics(0, 0, 0, big * UNIT + 1, 0), "cost"),
                of("row.magnitude", metrics(0, 0, 0, 0, big * UNIT + 1), "revenue"),
                of("row.magnitude", metrics(0, 0, 0, 0, -big * UNIT - 1), "revenue"),
                of("row.magnitude", Metrics.NONE, null),
                of("row.empty", Metrics.NONE, ""),
                of("row.empty", metrics(0, ABSENT, ABSENT, ABSENT, ABSENT), null),
                of("row.empty", USUAL, null),
                of("row.clicks", metrics(10, 9, 0, 0, 0), null),
                of("row.clicks", metrics(10, 10, 0, 0, 0), null),
                of("row.clicks", metrics(10, 11, 0, 0, 0), "clicks"),
                of("row.clicks", metrics(ABSENT, 11, 0, 0, 0), null),
                of("row.clicks", metrics(0, ABSENT, 0, 0, 0), null),
                of("row.clicks", metrics(0, 1, 0, 0, 0), "clicks"),
                of("row.conversions", metrics(100, 10, 20 * UNIT, 0, 0), null),
                of("row.conversions", metrics(100, 10, 20 * UNIT + 1, 0, 0), "conversions"),
                of("row.conversions", metrics(100, 0, 10 * UNIT, 0, 0), null),
                of("row.conversions", metrics(100, 0, 10 * UNIT + 1, 0, 0), "conversions"),
                of("row.conversions", metrics(100, ABSENT, 99 * UNIT, 0, 0), null),
                of("row.conversions", metrics(100, 10, ABSENT, 0, 0), null),
                of("row.cost_without_impressions", metrics(1, 0, 0, UNIT, 0), null),
                of("row.cost_without_impressions", metrics(0, 0, 0, 0, 0), null),
                of("row.cost_without_impressions", metrics(0, 0, 0, 1, 0), "cost"),
                of("row.cost_without_impressions", metrics(ABSENT, 0, 0, 1, 0), null),
                of("row.cost_without_impressions", metrics(0, 0, 0, ABSENT, 0), null),
                of("row.impressions_without_cost", metrics(1, 0, 0, 0, 0), "impressions"),
                of("row.impressions_without_cost", metrics(1, 0, 0, 1, 0), null),
                of("row.impressions_without_cost", metrics(0, 0, 0, 0, 0), null),
                of("row.impressions_without_cost", metrics(1, 0, 0, ABSENT, 0), null),
                of("row.impressions_without_cost", metrics(ABSENT, 0, 0, 0, 0), null),
                of("row.ratio", metrics(1_000_000, 1, 0, 1_000_000 * UNIT, 0), null),
                of("row.ratio", metrics(1_000_000, 1, 0, 1_000_000 * UNIT + 1, 0), "cost"),
                of("row.ratio", metrics(1_000, 0, 0, 10_000_000 * UNIT, 0), null),
                of("row.ratio", metrics(1_000, 0, 0, 10_000_000 * UNIT + 1, 0), "cost"),
                of("row.ratio", metrics(1_000, 10, 0, UNIT, 10_000 * UNIT), null),
                of("row.ratio", metrics(1_000, 10, 0, UNIT, 10_000 * UNIT + 1), "revenue"),
                of("row.ratio", metrics(1_000, 10, 0, UNIT - 1, 99_999 * UNIT), null),
                of("row.ratio", metrics(ABSENT, ABSENT, ABSENT, ABSENT, 99 * UNIT), null),
                of("row.ratio", metrics(0, 0, 0, UNIT, ABSENT), null));
    }

    @ParameterizedTest
    @MethodSource("metricsByRule")
    void a_row_passes_up_to_the_edge_of_a_rule_and_fails_beyond_it(String rule, Metrics metrics, String field) {
        Verdict verdict = rule(rule).validate(row(metrics), context(NOW));
        if (field == null) {
            assertThat(verdict).isEqualTo(Verdict.PASS);
        } else {
            assertThat(violation(verdict).field()).isEqualTo(field);
            assertThat(violation(verdict).text()).isNotBlank();
            assertThat(violation(verdict).severity()).isNull();
        }
    }

    @Test
    void a_usual_row_breaks_no_rule() {
        for (Validator rule : RowRules.all()) {
            assertThat(((RowValidator) rule).validate(row(USUAL), context(NOW))).isEqualTo(Verdict.PASS);
        }
    }

    @Test
    void no_rule_throws_on_any_numbers() {
        Random random = new Random(7);
        long[] odd = {ABSENT, Long.MIN_VALUE + 1, -1, 0, 1, UNIT, Long.MAX_VALUE};
        for (int i = 0; i < 20_000; i++) {
            long[] values =
                    random.ints(5, 0, odd.length).mapToLong(index -> odd[index]).toArray();
            Observation row = row(metrics(values[0], values[1], values[2], values[3], values[4]));
            for (Validator rule : RowRules.all()) {
                assertThat(((RowValidator) rule).validate(row, context(NOW))).isNotNull();
            }
        }
    }

    @Test
    void more_clicks_than_impressions_only_warn_by_hour() {
        Observation hour = row(hour("2026-03-02T12:00:00Z"), metrics(10, 11, 0, 0, 0));
        assertThat(violation(rule("row.clicks").validate(hour, context(NOW))).severity())
                .isEqualTo(Severity.WARN);
    }

    @Test
    void a_tolerance_lets_engagements_exceed_impressions() {
        RowValidator tolerant = with("row.clicks", "tolerance", 0.5);
        assertThat(tolerant.validate(row(metrics(10, 15, 0, 0, 0)), context(NOW)))
                .isEqualTo(Verdict.PASS);
        assertThat(violation(tolerant.validate(row(metrics(10, 16, 0, 0, 0)), context(NOW)))
                        .text())
                .isEqualTo("expected at most the 10 impressions times 1.5");
    }

    @Test
    void cost_without_impressions_is_an_error_only_of_a_day_that_has_settled() {
        RowValidator rule = rule("row.cost_without_impressions");
        Metrics metrics = metrics(0, 0, 0, UNIT, 0);
        Instant settled = Interval.ofDay(DAY, ZONE).end().plus(48, ChronoUnit.HOURS);
        assertThat(violation(rule.validate(row(metrics), context(settled))).severity())
                .isNull();
        assertThat(violation(rule.validate(row(metrics), context(settled.minusSeconds(1))))
                        .severity())
                .isEqualTo(Severity.WARN);
        assertThat(violation(rule.validate(row(hour("2026-03-02T12:00:00Z"), metrics), context(NOW)))
                        .severity())
                .isEqualTo(Severity.WARN);
    }

    @ParameterizedTest
    @CsvSource({"2026-03-02T17:00:00Z,true", "2026-03-02T16:55:00Z,true", "2026-03-02T16:54:59Z,false"})
    void an_interval_may_begin_five_minutes_from_now_but_no_later(Instant now, boolean passes) {
        Verdict verdict = rule("row.future").validate(row(hour("2026-03-02T17:00:00Z"), USUAL), context(now));
        assertThat(verdict.equals(Verdict.PASS)).isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:01Z,false", "1999-12-31T23:59:59.999Z,false", "2000-01-01T00:00:00Z,true"})
    void a_row_was_observed_since_2000(Instant observedAt, boolean passes) {
        Observation row = Observation.pulled(
                new EntityRef(Level.CAMPAIGN, "c1"), Interval.ofDay(DAY, ZONE), observedAt, USUAL, USD);
        assertThat(rule("row.observed").validate(row, context(NOW)).equals(Verdict.PASS))
                .isEqualTo(passes);
    }

    @Test
    void amounts_are_in_the_accounts_currency() {
        Observation row = new Observation(
                new EntityRef(Level.CAMPAIGN, "c1"),
                Interval.ofDay(DAY, ZONE),
                NOW,
                Origin.PULLED,
                USUAL,
                Currency.getInstance("EUR"),
                Attribution.UNKNOWN);
        assertThat(violation(rule("row.currency").validate(row, context(NOW))).text())
                .isEqualTo("expected the account's currency USD");
        assertThat(rule("row.currency").validate(row(USUAL), context(NOW))).isEqualTo(Verdict.PASS);
    }

    @Test
    void a_row_belongs_to_the_slice_that_was_asked_for() {
        RowValidator rule = rule("row.slice");
        assertThat(rule.validate(row(USUAL), context(NOW))).isEqualTo(Verdict.PASS);
        assertThat(rule.validate(row(Interval.ofDay(DAY.plusDays(6), ZONE), USUAL), context(NOW)))
                .isEqualTo(Verdict.PASS);
        assertThat(violation(rule.validate(row(Interval.ofDay(DAY.plusDays(7), ZONE), USUAL), context(NOW)))
                        .value())
                .isEqualTo("2026-03-09");
        assertThat(violation(rule.validate(row(Interval.ofDay(DAY.minusDays(1), ZONE), USUAL), context(NOW)))
                        .field())
                .isEqualTo("interval");
        assertThat(violation(rule.validate(row(hour("2026-03-02T12:00:00Z"), USUAL), context(NOW)))
                        .text())
                .isEqualTo("expected intervals of DAY");
        Observation ad = Observation.pulled(new EntityRef(Level.AD, "c1"), Interval.ofDay(DAY, ZONE), NOW, USUAL, USD);
        assertThat(violation(rule.validate(ad, context(NOW))).field()).isEqualTo("level");
    }

    @Test
    void every_rule_has_an_id_of_its_own_and_says_what_it_demands() {
        assertThat(RowRules.all())
                .extracting(Validator::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("row."));
        assertThat(RowRules.all())
                .allSatisfy(rule -> assertThat(rule.description()).endsWith("."));
    }

    @Test
    void a_parameter_that_does_not_exist_or_is_out_of_range_is_refused() {
        assertThatThrownBy(() -> with("row.clicks", "tolerence", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no parameter 'tolerence', but [tolerance]");
        assertThatThrownBy(() -> with("row.clicks", "tolerance", -1))
                .hasMessage("tolerance must be from 0.0 to 1000.0, but is -1.0");
        assertThatThrownBy(() -> with("row.clicks", "tolerance", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> with("row.slice", "days", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(with("row.clicks", "tolerance", 1).parameters()).containsExactly(Map.entry("tolerance", 1.0));
    }

    private static Arguments of(String rule, Metrics metrics, String field) {
        return Arguments.of(rule, metrics, field);
    }

    private static Verdict.Violation violation(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Violation.class);
        return (Verdict.Violation) verdict;
    }

    private static RowValidator with(String id, String parameter, double value) {
        return (RowValidator) rule(id).withParameters(Map.of(parameter, value));
    }

    private static RowValidator rule(String id) {
        List<Validator> found =
                RowRules.all().stream().filter(rule -> rule.id().equals(id)).toList();
        assertThat(found)
                .as(id + " of " + Arrays.toString(RowRules.all().toArray()))
                .hasSize(1);
        return (RowValidator) found.get(0);
    }

    private static RowContext context(Instant now) {
        return new RowContext(
                new Slice("test", ACCOUNT, Level.CAMPAIGN, Granularity.DAY, new DateRange(DAY, DAY.plusDays(6))), now);
    }

    private static Interval hour(String start) {
        return Interval.ofHour(Instant.parse(start), ZONE);
    }

    private static Observation row(Metrics metrics) {
        return row(Interval.ofDay(DAY, ZONE), metrics);
    }

    private static Observation row(Interval interval, Metrics metrics) {
        return Observation.pulled(new EntityRef(Level.CAMPAIGN, "c1"), interval, NOW, metrics, USD);
    }

    private static Metrics metrics(long impressions, long clicks, long conversions, long cost, long revenue) {
        return new Metrics(impressions, clicks, conversions, cost, revenue);
    }
}
