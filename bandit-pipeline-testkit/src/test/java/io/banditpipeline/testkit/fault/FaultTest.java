package io.banditpipeline.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.market.SyntheticMarket;
import io.banditpipeline.testkit.source.RecordingSink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each fault changes exactly what it says, by hours and by days, and leaves the days around it as they are. */
class FaultTest {
    /** On Lord Howe Island the clocks go back half an hour on the day after. */
    private static final LocalDate DAY = LocalDate.of(2025, 4, 5);

    private static final Instant MORNING_AFTER = Instant.parse("2025-04-08T09:00:00Z");

    private final SyntheticMarket market = SyntheticMarket.ofSeed(7);
    private final ManualClock clock = new ManualClock(MORNING_AFTER);
    private final MetricsSource clean = market.source("trade_desk", clock);
    private final Account account = clean.accounts().get(0);

    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e-6, 100})
    void a_unit_mistake_scales_cost_only(double factor) {
        eachRow(Fault.unitMistake(factor), row -> scaled(row, factor, Metric.COST));
    }

    @ParameterizedTest
    @ValueSource(doubles = {150, 83, 7.4, 0.79})
    void a_currency_swap_scales_money_and_keeps_the_label(double factor) {
        eachRow(Fault.currencySwap(factor), row -> scaled(row, factor, Metric.COST, Metric.REVENUE));
    }

    @Test
    void a_currency_change_scales_money_and_changes_the_label() {
        Currency yen = Currency.getInstance("JPY");
        eachRow(
                Fault.currencyChange(yen, 150),
                row -> RowEdit.withCurrency(scaled(row, 150, Metric.COST, Metric.REVENUE), yen));
    }

    @Test
    void doubled_totals_double_everything() {
        eachRow(Fault.doubledTotals(), row -> scaled(row, 2, Metric.values()));
    }

    @Test
    void a_late_restatement_scales_everything() {
        eachRow(Fault.lateRestatement(0.5), row -> scaled(row, 0.5, Metric.values()));
    }

    @Test
    void bots_click_and_do_nothing_else() {
        eachRow(Fault.botClicks(10), row -> scaled(row, 10, Metric.CLICKS));
    }

    @Test
    void dead_tracking_says_zero_and_lost_tracking_says_nothing() {
        eachRow(Fault.deadTracking(), row -> with(row, Map.of(Metric.CONVERSIONS, 0L, Metric.REVENUE, 0L)));
        eachRow(
                Fault.lostTracking(),
                row -> with(row, Map.of(Metric.CONVERSIONS, Metrics.ABSENT, Metric.REVENUE, Metrics.ABSENT)));
    }

    @Test
    void intervals_are_shifted_with_their_day_and_numbers_kept() {
        eachRow(
                Fault.shiftedIntervals(-3),
                row -> RowEdit.withInterval(
                        row,
                        new Interval(
                                row.interval().granularity(),
                                row.interval().start().minus(Duration.ofHours(3)),
                                row.interval().end().minus(Duration.ofHours(3)),
                                row.interval().day())));
    }

    @Test
    void missing_rows_are_not_there_and_duplicated_ones_are_there_twice() {
        each(Fault.missingRows(), row -> List.of());
        each(Fault.duplicatedRows(), row -> List.of(row, row));
    }

    @Test
    void what_is_absent_stays_absent_however_it_is_scaled() {
        Observation none =
                RowEdit.withMetrics(rows(clean, slice(Granularity.DAY)).get(0), Metrics.NONE);
        assertThat(RowEdit.scaled(none, java.math.BigDecimal.TEN, EnumSet.allOf(Metric.class)))
                .isEqualTo(none);
    }

    @ParameterizedTest
    @EnumSource(Granularity.class)
    void a_frozen_feed_repeats_the_day_before_it_to_the_last_micro(Granularity granularity) {
        LocalDate base = DAY.minusDays(1);
        List<Observation> frozen = rows(faulty(Fault.frozenFeed(), FaultSite.from(DAY)), slice(granularity));
        Map<EntityRef, List<Metrics>> before = metrics(rows(clean, slice(granularity)), base);

        assertThat(metrics(frozen, base)).isEqualTo(before);
        assertThat(metrics(frozen, DAY)).isEqualTo(before);
        assertThat(metrics(rows(clean, slice(granularity)), DAY)).isNotEqualTo(before);
        assertThat(frozen).allSatisfy(row -> assertThat(row.interval()).isEqualTo(proper(row.interval())));
        assertThat(total(frozen, DAY.plusDays(1)).costMicros())
                .as("a day half an hour longer")
                .isEqualTo(total(frozen, base).costMicros());
    }

    @Test
    void a_frozen_feed_revives_arms_that_have_no_rows_of_the_day() {
        FaultySource noRows = faulty(Fault.missingRows(), FaultSite.on(DAY));
        FaultySource frozen = new FaultySource(noRows, clock, 5).plant(Fault.frozenFeed(), FaultSite.on(DAY));
        List<Observation> rows = rows(frozen, slice(Granularity.DAY));

        assertThat(metrics(rows, DAY))
                .isEqualTo(metrics(rows, DAY.minusDays(1)))
                .isNotEmpty();
        assertThat(frozen.planted().get(0).affected())
                .hasSize(metrics(rows, DAY).size());
    }

    @Test
    void missing_hours_are_missing_from_hours_and_days_alike() {
        FaultySource source = faulty(Fault.missingHours(9, 4), FaultSite.on(DAY));
        List<Observation> hours = rows(source, slice(Granularity.HOUR));
        List<Observation> kept = rows(clean, slice(Granularity.HOUR)).stream()
                .filter(row -> !row.interval().day().equals(DAY) || !isBetween(row.interval(), 9, 13))
                .toList();

        assertThat(hours).isEqualTo(kept);
        List<Observation> days = rows(source, slice(Granularity.DAY));
        assertThat(days).hasSameSizeAs(rows(clean, slice(Granularity.DAY)));
        assertThat(total(days, DAY)).isEqualTo(total(hours, DAY));
        assertThat(total(days, DAY.plusDays(1))).isEqualTo(total(kept, DAY.plusDays(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-14, -3, 5, 26})
    void a_shifted_zone_counts_hours_as_later_ones_and_days_as_the_hours_that_fall_into_them(int hoursLate) {
        FaultySource source = faulty(Fault.shiftedZone(hoursLate), FaultSite.on(DAY));
        List<Observation> hours = rows(source, slice(Granularity.HOUR));
        List<Observation> days = rows(source, slice(Granularity.DAY));
        Slice wide = new Slice(
                clean.id(),
                account,
                Level.CAMPAIGN,
                Granularity.HOUR,
                new DateRange(DAY.minusDays(3), DAY.plusDays(3)));
        List<Observation> expected = rows(clean, wide).stream()
                .map(row -> RowEdit.withInterval(
                        row, Interval.ofHour(row.interval().start().plus(Duration.ofHours(hoursLate)), account.zone())))
                .filter(row -> row.interval().day().equals(DAY))
                .toList();

        assertThat(on(hours, DAY)).containsExactlyInAnyOrderElementsOf(expected).isNotEmpty();
        assertThat(total(days, DAY)).isEqualTo(total(hours, DAY));
        assertThat(days).allSatisfy(row -> assertThat(row.interval()).isEqualTo(proper(row.interval())));
        assertThat(on(hours, DAY.plusDays(1))).isEqualTo(on(rows(clean, slice(Granularity.HOUR)), DAY.plusDays(1)));
    }

    @ParameterizedTest
    @EnumSource(BadRow.class)
    void a_bad_row_comes_in_place_of_the_good_one(BadRow kind) {
        FaultSite one = FaultSite.on(DAY)
                .of(market.arms().stream()
                        .filter(arm -> arm.account().equals(account))
                        .findFirst()
                        .orElseThrow()
                        .entities()
                        .get(0));
        FaultySource source = faulty(Fault.badRow(kind), one);
        RecordingSink sink = RecordingSink.fetch(source, slice(Granularity.DAY));
        List<Observation> before = rows(clean, slice(Granularity.DAY));
        List<Observation> good = new ArrayList<>(sink.rows());
        good.retainAll(before);

        assertThat(good).hasSize(before.size() - 1);
        assertThat(sink.rows().size() + sink.rejected().size()).isEqualTo(before.size());
        assertThat(source.planted().get(0).affected()).hasSize(1);
        if (kind == BadRow.UNREADABLE) {
            assertThat(sink.rejected().get(0).reasons().get(0).value()).isEqualTo("NaN");
            assertThat(RecordingSink.fetch(source, slice(Granularity.DAY)).rejected())
                    .isEqualTo(sink.rejected());
            return;
        }
        List<Observation> left = new ArrayList<>(sink.rows());
        left.removeAll(before);
        Observation bad = left.get(0);
        Observation was = before.stream()
                .filter(row -> !sink.rows().contains(row))
                .findFirst()
                .orElseThrow();
        requireBad(kind, bad, was);
    }

    private static void requireBad(BadRow kind, Observation bad, Observation was) {
        switch (kind) {
            case NEGATIVE_COST ->
                assertThat(bad.metrics())
                        .isEqualTo(
                                was.metrics().with(Metric.COST, -was.metrics().costMicros()));
            case CLICKS_ABOVE_IMPRESSIONS ->
                assertThat(bad.metrics().clicks()).isGreaterThan(bad.metrics().impressions());
            case FUTURE_INTERVAL -> assertThat(bad.interval().start()).isAfter(MORNING_AFTER);
            case WRONG_CURRENCY -> assertThat(bad.currency()).isNotEqualTo(was.currency());
            case ABSENT_COST ->
                assertThat(bad.metrics()).isEqualTo(was.metrics().with(Metric.COST, Metrics.ABSENT));
            case UNKNOWN_ENTITY ->
                assertThat(bad)
                        .isEqualTo(RowEdit.withEntity(
                                was,
                                new EntityRef(
                                        Level.CAMPAIGN,
                                        "unknown-" + was.entity().id())));
            case UNREADABLE -> throw new AssertionError("has no row");
        }
    }

    /** The rows of the day are replaced one by one, in place; all others are the clean ones. */
    private void eachRow(Fault fault, Function<Observation, Observation> change) {
        each(fault, row -> List.of(change.apply(row)));
    }

    private void each(Fault fault, Function<Observation, List<Observation>> change) {
        for (Granularity granularity : Granularity.values()) {
            List<Observation> expected = rows(clean, slice(granularity)).stream()
                    .flatMap(row ->
                            row.interval().day().equals(DAY) ? change.apply(row).stream() : List.of(row).stream())
                    .toList();
            assertThat(expected).isNotEqualTo(rows(clean, slice(granularity)));
            assertThat(rows(faulty(fault, FaultSite.on(DAY)), slice(granularity)))
                    .as("%s by %s", fault, granularity)
                    .isEqualTo(expected);
        }
    }

    private FaultySource faulty(Fault fault, FaultSite site) {
        return new FaultySource(clean, clock, 5).plant(fault, site);
    }

    private Slice slice(Granularity granularity) {
        return new Slice(
                clean.id(), account, Level.CAMPAIGN, granularity, new DateRange(DAY.minusDays(1), DAY.plusDays(1)));
    }

    private static List<Observation> rows(MetricsSource source, Slice slice) {
        return RecordingSink.fetch(source, slice).rows();
    }

    private static List<Observation> on(List<Observation> rows, LocalDate day) {
        return rows.stream().filter(row -> row.interval().day().equals(day)).toList();
    }

    private static Map<EntityRef, List<Metrics>> metrics(List<Observation> rows, LocalDate day) {
        return on(rows, day).stream()
                .collect(Collectors.groupingBy(
                        Observation::entity, Collectors.mapping(Observation::metrics, Collectors.toList())));
    }

    private static Metrics total(List<Observation> rows, LocalDate day) {
        return on(rows, day).stream().map(Observation::metrics).reduce(Metrics.NONE, Metrics::plus);
    }

    private Interval proper(Interval interval) {
        return interval.granularity() == Granularity.DAY
                ? Interval.ofDay(interval.day(), account.zone())
                : Interval.ofHour(interval.start(), account.zone());
    }

    private boolean isBetween(Interval interval, int from, int to) {
        int hour = interval.start().atZone(account.zone()).getHour();
        return hour >= from && hour < to;
    }

    private static Observation scaled(Observation row, double factor, Metric... quantities) {
        Metrics metrics = row.metrics();
        Set<Metric> all = EnumSet.copyOf(Arrays.asList(quantities));
        for (Metric metric : all) {
            metrics = metrics.with(metric, (long) StrictMath.rint(metrics.get(metric) * factor));
        }
        return RowEdit.withMetrics(row, metrics);
    }

    private static Observation with(Observation row, Map<Metric, Long> values) {
        Metrics metrics = row.metrics();
        for (Map.Entry<Metric, Long> value : values.entrySet()) {
            metrics = metrics.with(value.getKey(), value.getValue());
        }
        return RowEdit.withMetrics(row, metrics);
    }
}
