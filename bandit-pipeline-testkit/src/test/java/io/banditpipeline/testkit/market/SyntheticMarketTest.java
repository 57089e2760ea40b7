package io.banditpipeline.testkit.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.testkit.clock.ManualClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The synthetic market keeps its promises. */
class SyntheticMarketTest {
    private static final LocalDate DAY = LocalDate.of(2025, 5, 6);
    private static final Instant LONG_AFTER = Instant.parse("2027-06-01T00:00:00Z");

    private final SyntheticMarket market = SyntheticMarket.ofSeed(42);

    @Test
    void the_preset_market_has_what_a_host_has() {
        assertThat(market.channels()).hasSize(6);
        assertThat(market.platforms()).containsExactly("google_ads", "meta", "trade_desk");
        assertThat(market.arms()).hasSize(12).isSortedAccordingTo(Comparator.comparing(Arm::id));
        assertThat(market.arms())
                .extracting(arm -> arm.account().currency().getCurrencyCode())
                .contains("USD", "EUR", "GBP", "AUD");
        assertThat(market.arms())
                .extracting(arm -> arm.account().zone().getId())
                .contains("America/New_York", "Europe/Berlin", "Australia/Lord_Howe");
        assertThat(market.arms()).allSatisfy(arm -> assertThat(arm.entities()).hasSize(1));
    }

    @Test
    void the_same_seed_makes_the_same_market_and_another_seed_another() {
        assertThat(allRows(SyntheticMarket.ofSeed(42), LONG_AFTER)).isEqualTo(allRows(market, LONG_AFTER));
        assertThat(allRows(SyntheticMarket.ofSeed(43), LONG_AFTER)).isNotEqualTo(allRows(market, LONG_AFTER));
        assertThat(outcomes(SyntheticMarket.ofSeed(42), LONG_AFTER)).isEqualTo(outcomes(market, LONG_AFTER));
        assertThat(outcomes(SyntheticMarket.ofSeed(43), LONG_AFTER)).isNotEqualTo(outcomes(market, LONG_AFTER));
    }

    @Test
    void values_do_not_depend_on_the_order_in_which_they_are_asked_for() {
        SyntheticMarket backwards = SyntheticMarket.ofSeed(42);
        List<LocalDate> days = new ArrayList<>(List.of(DAY, DAY.plusDays(40), DAY.minusDays(100), DAY.plusDays(1)));
        Map<LocalDate, Double> forwards = new HashMap<>();
        days.forEach(day -> forwards.put(day, market.trueRevenue(day)));
        Collections.reverse(days);
        days.forEach(day -> assertThat(backwards.trueRevenue(day)).isEqualTo(forwards.get(day)));
    }

    @Test
    void slices_of_other_cuts_have_the_same_rows() {
        MetricsSource source = market.source("meta", ManualClock.at("2025-05-20T10:17:00Z"));
        for (Account account : source.accounts()) {
            DateRange days = new DateRange(DAY, DAY.plusDays(20));
            for (Granularity granularity : Granularity.values()) {
                List<Observation> pieces = new ArrayList<>();
                days.split(4).forEach(piece -> pieces.addAll(rows(source, account, granularity, piece)));
                assertThat(pieces).containsExactlyInAnyOrderElementsOf(rows(source, account, granularity, days));
            }
        }
    }

    @Test
    void hours_add_up_to_their_day_exactly_at_any_moment() {
        for (Instant now :
                List.of(Instant.parse("2025-05-06T13:47:12Z"), Instant.parse("2025-05-08T00:00:00Z"), LONG_AFTER)) {
            for (String platform : market.platforms()) {
                MetricsSource source = market.source(platform, new ManualClock(now));
                for (Account account : source.accounts()) {
                    List<Observation> days = rows(source, account, Granularity.DAY, DateRange.of(DAY));
                    Map<String, Metrics> fromHours = new HashMap<>();
                    rows(source, account, Granularity.HOUR, DateRange.of(DAY))
                            .forEach(row -> fromHours.merge(row.entity().id(), row.metrics(), Metrics::plus));
                    assertThat(days).isNotEmpty().allSatisfy(row -> assertThat(row.metrics())
                            .isEqualTo(fromHours.get(row.entity().id())));
                    assertThat(fromHours).hasSameSizeAs(days);
                }
            }
        }
    }

    @Test
    void a_platform_says_nothing_of_what_has_not_begun() {
        Instant now = Instant.parse("2025-05-06T13:47:12Z");
        MetricsSource source = market.source("google_ads", new ManualClock(now));
        List<Observation> hours = rows(source, source.accounts().get(0), Granularity.HOUR, DateRange.of(DAY));
        assertThat(hours).isNotEmpty().allSatisfy(row -> {
            assertThat(row.interval().start()).isBefore(now);
            assertThat(row.observedAt()).isEqualTo(now);
        });
        assertThat(rows(source, source.accounts().get(0), Granularity.DAY, DateRange.of(DAY.plusDays(1))))
                .isEmpty();
    }

    @Test
    void later_observations_have_no_fewer_conversions_R2() {
        ManualClock clock = ManualClock.at("2025-05-07T12:00:00Z");
        Map<String, Metrics> before = new HashMap<>();
        long first = 0;
        long last = 0;
        for (int age = 0; age <= 35; age++) {
            last = 0;
            for (Observation row : ofPlatforms(clock, DateRange.of(DAY))) {
                Metrics earlier = before.put(row.entity().id(), row.metrics());
                if (earlier != null) {
                    assertThat(row.metrics().conversionMicros()).isGreaterThanOrEqualTo(earlier.conversionMicros());
                    assertThat(row.metrics().revenueMicros()).isGreaterThanOrEqualTo(earlier.revenueMicros());
                }
                last += row.metrics().conversionMicros();
            }
            first = age == 0 ? last : first;
            clock.advance(Duration.ofDays(1));
        }
        assertThat(first).isPositive();
        assertThat(last).isGreaterThan(2 * first);
        clock.advance(Duration.ofDays(200));
        assertThat(ofPlatforms(clock, DateRange.of(DAY)).stream()
                        .mapToLong(row -> row.metrics().conversionMicros())
                        .sum())
                .isEqualTo(last);
    }

    @Test
    void conversions_come_in_by_the_maturity_that_is_told() {
        DateRange month = new DateRange(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 4, 30));
        Map<String, double[]> sums = new HashMap<>();
        Duration age = Duration.ofDays(3);
        for (DateRange day : month.split(1)) {
            Arm arm = market.arms().get(0);
            Instant end =
                    day.last().plusDays(1).atStartOfDay(arm.account().zone()).toInstant();
            Instant middle = end.minus(Duration.ofHours(12));
            double[] sum = sums.computeIfAbsent(arm.account().platform(), unused -> new double[2]);
            sum[0] += conversions(arm.account(), day, middle.plus(age));
            sum[1] += conversions(arm.account(), day, end.plus(Duration.ofDays(29)));
        }
        sums.forEach((platform, sum) ->
                assertThat(sum[0] / sum[1]).isCloseTo(market.trueMaturity(platform, age), within(0.05)));
        assertThat(market.trueMaturity("meta", Duration.ZERO)).isZero();
        assertThat(market.trueMaturity("meta", Duration.ofDays(28))).isEqualTo(1);
    }

    @Test
    void rows_vanish_now_and_then_R2() {
        ManualClock clock = ManualClock.at("2025-07-01T00:00:00Z");
        DateRange june = new DateRange(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 29));
        SyntheticMarket large = SyntheticMarket.builder().seed(3).arms(60).build();
        int vanished = 0;
        int stayed = 0;
        for (DateRange week : june.split(7)) {
            clock.set(week.last().plusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant());
            List<Observation> young = ofMeta(large, clock, week);
            clock.advance(Duration.ofDays(30));
            List<Observation> old = ofMeta(large, clock, week);
            vanished += young.size() - old.size();
            stayed += old.size();
        }
        assertThat(vanished).isPositive().isLessThan(stayed / 50);
    }

    @Test
    void days_of_clock_changes_have_their_own_number_of_hours_R12() {
        assertThat(hoursOf("google_ads", "America/New_York", LocalDate.of(2025, 3, 9)))
                .isEqualTo(23);
        assertThat(hoursOf("google_ads", "America/New_York", LocalDate.of(2025, 11, 2)))
                .isEqualTo(25);
        assertThat(hoursOf("google_ads", "Europe/Berlin", LocalDate.of(2025, 3, 30)))
                .isEqualTo(23);
        assertThat(hoursOf("google_ads", "Europe/Berlin", LocalDate.of(2025, 10, 26)))
                .isEqualTo(25);
        assertThat(hoursOf("trade_desk", "Australia/Lord_Howe", LocalDate.of(2025, 4, 6)))
                .isEqualTo(25);
        assertThat(hoursOf("trade_desk", "Australia/Lord_Howe", LocalDate.of(2025, 10, 5)))
                .isEqualTo(23);
        assertThat(hoursOf("trade_desk", "Australia/Lord_Howe", DAY)).isEqualTo(24);
    }

    @Test
    void cost_converted_at_the_days_rate_is_the_true_spend() {
        Map<String, BigDecimal> dollars = new HashMap<>();
        for (Observation row : ofPlatforms(new ManualClock(LONG_AFTER), DateRange.of(DAY))) {
            Arm arm = arm(row);
            long micros = market.exchangeRates()
                    .rate(row.currency(), market.campaign().currency(), DAY)
                    .orElseThrow()
                    .convert(row.metrics().costMicros());
            dollars.merge(arm.channel(), BigDecimal.valueOf(micros, 6), BigDecimal::add);
        }
        market.channels().forEach(channel -> assertThat(dollars.get(channel).doubleValue())
                .isCloseTo(market.trueSpend(channel, DAY), within(0.001)));
    }

    @Test
    void exchange_rates_differ_from_day_to_day_and_are_inverse_both_ways() {
        Currency eur = Currency.getInstance("EUR");
        Currency usd = Currency.getInstance("USD");
        BigDecimal today =
                market.exchangeRates().rate(eur, usd, DAY).orElseThrow().rate();
        assertThat(market.exchangeRates()
                        .rate(eur, usd, DAY.plusDays(1))
                        .orElseThrow()
                        .rate())
                .isNotEqualTo(today);
        BigDecimal back =
                market.exchangeRates().rate(usd, eur, DAY).orElseThrow().rate();
        assertThat(today.multiply(back).setScale(9, RoundingMode.HALF_EVEN)).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(market.exchangeRates().rate(Currency.getInstance("JPY"), usd, DAY))
                .isEmpty();
    }

    @Test
    void revenue_is_baseline_and_contributions_when_there_is_no_noise() {
        SyntheticMarket quiet = SyntheticMarket.builder().seed(42).noise(0).build();
        double media = quiet.channels().stream()
                .mapToDouble(channel -> quiet.trueContribution(channel, DAY))
                .sum();
        assertThat(quiet.trueRevenue(DAY)).isCloseTo(quiet.trueBaseline(DAY) + media, within(1e-6));
        Outcome settled = outcomes(quiet, LONG_AFTER).stream()
                .filter(outcome -> outcome.day().equals(DAY))
                .findFirst()
                .orElseThrow();
        assertThat(settled.revenueMicros() / 1e6).isCloseTo(quiet.trueRevenue(DAY), within(0.01));
    }

    @Test
    void a_steady_spend_brings_what_the_true_curve_says() {
        SyntheticMarket steady = SyntheticMarket.builder().seed(9).days(120).build();
        String channel = "trade_desk_tv";
        LocalDate late = steady.days().last();
        double spend = steady.trueSpend(channel, late);
        assertThat(steady.trueContribution(channel, late))
                .isCloseTo(
                        steady.trueCurve(channel).response(spend),
                        within(0.02 * steady.trueCurve(channel).response(spend)));
        assertThat(steady.trueMarginal(channel, spend))
                .isEqualTo(steady.trueCurve(channel).marginal(spend));
        assertThat(steady.trueRoas(channel)).isCloseTo(steady.trueCurve(channel).response(spend) / spend, within(0.1));
    }

    @Test
    void spend_is_carried_over_to_later_days() {
        SyntheticMarket stopped = SyntheticMarket.ofSeed(42);
        LocalDate stop = DAY;
        Map<String, Long> nothing = new HashMap<>();
        stopped.arms().forEach(arm -> nothing.put(arm.id(), 0L));
        stopped.applyBudgets(stop, nothing);
        for (String channel : stopped.channels()) {
            assertThat(stopped.trueSpend(channel, stop)).isZero();
            assertThat(stopped.trueContribution(channel, stop)).isPositive();
            assertThat(stopped.trueContribution(channel, stop.plusDays(3)))
                    .isPositive()
                    .isLessThan(stopped.trueContribution(channel, stop));
            assertThat(stopped.trueContribution(channel, stop.plusDays(40))).isZero();
        }
    }

    @Test
    void one_channel_hardly_varies_and_the_others_do() {
        for (String channel : market.channels()) {
            double[] spend = market.days().split(1).stream()
                    .mapToDouble(day -> market.trueSpend(channel, day.first()))
                    .filter(ofDay -> ofDay > 0)
                    .toArray();
            double mean = Arrays.stream(spend).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(spend)
                    .map(ofDay -> (ofDay - mean) * (ofDay - mean))
                    .average()
                    .orElseThrow());
            if (channel.equals("trade_desk_tv")) {
                assertThat(deviation / mean).isLessThan(0.08);
            } else {
                assertThat(deviation / mean).as(channel).isBetween(0.25, 1.2);
            }
        }
    }

    @Test
    void arms_share_their_channels_effect() {
        for (String channel : market.channels()) {
            double[] efficiencies = market.arms().stream()
                    .filter(arm -> arm.channel().equals(channel))
                    .mapToDouble(arm -> market.trueEfficiency(arm.id()))
                    .toArray();
            assertThat(efficiencies[0]).isNotEqualTo(efficiencies[1]);
            assertThat(Arrays.stream(efficiencies).min().orElseThrow()).isLessThanOrEqualTo(1);
            assertThat(Arrays.stream(efficiencies).max().orElseThrow()).isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    void the_optimal_split_has_one_marginal_return_and_beats_others() {
        SortedMap<String, Double> best = market.optimalSplit(20_000);
        assertThat(best.values().stream().mapToDouble(Double::doubleValue).sum())
                .isCloseTo(20_000, within(1e-6));
        double[] marginals = best.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .mapToDouble(entry -> market.trueMarginal(entry.getKey(), entry.getValue()))
                .toArray();
        for (double marginal : marginals) {
            assertThat(marginal).isCloseTo(marginals[0], within(1e-9));
        }
        for (String from : market.channels()) {
            for (String to : market.channels()) {
                Map<String, Double> other = new HashMap<>(best);
                double moved = Math.min(100, other.get(from));
                other.merge(from, -moved, Double::sum);
                other.merge(to, moved, Double::sum);
                assertThat(market.trueResponse(other)).isLessThanOrEqualTo(market.trueResponse(best) + 1e-6);
            }
        }
    }

    @Test
    void applied_budgets_are_spent_from_their_day_on_and_change_no_day_before() {
        SyntheticMarket fed = SyntheticMarket.ofSeed(42);
        Arm arm = fed.arms().get(0);
        fed.trueRevenue(DAY.plusDays(30));
        fed.applyBudgets(DAY, Map.of(arm.id(), 1_000_000_000L));
        double others = fed.trueSpend(arm.channel(), DAY.plusDays(9));
        fed.applyBudgets(DAY.plusDays(10), Map.of(arm.id(), 0L));

        assertThat(fed.trueRevenue(DAY.minusDays(1))).isEqualTo(market.trueRevenue(DAY.minusDays(1)));
        assertThat(fed.trueRevenue(DAY.plusDays(30))).isNotEqualTo(market.trueRevenue(DAY.plusDays(30)));
        assertThat(fed.trueSpend(arm.channel(), DAY.plusDays(9))).isEqualTo(others);
        ManualClock clock = new ManualClock(LONG_AFTER);
        MetricsSource source = fed.source(arm.account().platform(), clock);
        List<Observation> rows =
                rows(source, arm.account(), Granularity.DAY, new DateRange(DAY, DAY.plusDays(20))).stream()
                        .filter(row -> row.entity().equals(arm.entities().get(0)))
                        .toList();
        assertThat(rows)
                .hasSizeBetween(9, 10)
                .allSatisfy(row -> assertThat(row.metrics().costMicros()).isBetween(950_000_000L, 1_000_000_000L));
        assertThatThrownBy(() -> fed.applyBudgets(DAY, Map.of("nobody", 1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fed.applyBudgets(DAY, Map.of(arm.id(), -1L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void outcomes_are_known_when_the_day_is_over_and_returns_come_in_later() {
        Instant evening = Instant.parse("2025-05-07T03:00:00Z");
        assertThat(outcomes(market, evening))
                .extracting(Outcome::day)
                .contains(DAY.minusDays(1))
                .doesNotContain(DAY);
        Instant nextMorning = Instant.parse("2025-05-07T05:00:00Z");
        assertThat(outcomes(market, nextMorning)).extracting(Outcome::day).contains(DAY);
        assertThat(revenue(nextMorning)).isGreaterThan(revenue(nextMorning.plus(Duration.ofDays(7))));
        assertThat(revenue(nextMorning.plus(Duration.ofDays(20)))).isEqualTo(revenue(LONG_AFTER));
    }

    @Test
    void a_market_scales_to_many_arms_R15() {
        SyntheticMarket large =
                SyntheticMarket.builder().seed(5).arms(10_000).days(60).build();
        assertThat(large.arms()).hasSize(10_000);
        ManualClock clock = new ManualClock(LONG_AFTER);
        assertThat(ofMeta(large, clock, DateRange.of(LocalDate.of(2025, 2, 1)))).hasSizeGreaterThan(3_000);
        assertThat(large.trueRevenue(LocalDate.of(2025, 2, 1))).isPositive();
    }

    @Test
    void a_builder_names_every_mistake() {
        assertThatThrownBy(() -> SyntheticMarket.builder()
                        .arms(1)
                        .days(0)
                        .dailySpend(-1)
                        .noise(Double.NaN)
                        .build())
                .isInstanceOfSatisfying(ConfigurationException.class, e -> assertThat(e.problems())
                        .hasSize(4));
    }

    private double revenue(Instant now) {
        return outcomes(market, now).stream()
                .filter(outcome -> outcome.day().equals(DAY))
                .mapToDouble(Outcome::revenueMicros)
                .sum();
    }

    private Arm arm(Observation row) {
        return market.arms().stream()
                .filter(arm -> arm.entities().contains(row.entity()))
                .findFirst()
                .orElseThrow();
    }

    private double conversions(Account account, DateRange day, Instant now) {
        MetricsSource source = market.source(account.platform(), new ManualClock(now));
        return rows(source, account, Granularity.DAY, day).stream()
                .filter(row -> arm(row).equals(market.arms().get(0)))
                .mapToDouble(row -> row.metrics().orZero(Metric.CONVERSIONS))
                .sum();
    }

    private long hoursOf(String platform, String zone, LocalDate day) {
        MetricsSource source = market.source(platform, new ManualClock(LONG_AFTER));
        Account account = source.accounts().stream()
                .filter(candidate -> candidate.zone().getId().equals(zone))
                .findFirst()
                .orElseThrow();
        return rows(source, account, Granularity.HOUR, DateRange.of(day)).stream()
                .peek(row -> assertThat(row.interval().day()).isEqualTo(day))
                .map(row -> row.interval().start())
                .distinct()
                .count();
    }

    private List<Observation> ofPlatforms(ManualClock clock, DateRange days) {
        List<Observation> rows = new ArrayList<>();
        for (String platform : market.platforms()) {
            MetricsSource source = market.source(platform, clock);
            source.accounts().forEach(account -> rows.addAll(rows(source, account, Granularity.DAY, days)));
        }
        return rows;
    }

    private static List<Observation> ofMeta(SyntheticMarket market, ManualClock clock, DateRange days) {
        List<Observation> rows = new ArrayList<>();
        MetricsSource source = market.source("meta", clock);
        source.accounts().forEach(account -> rows.addAll(rows(source, account, Granularity.DAY, days)));
        return rows;
    }

    private static List<Observation> allRows(SyntheticMarket market, Instant now) {
        return ofMeta(market, new ManualClock(now), new DateRange(DAY, DAY.plusDays(10)));
    }

    private static List<Observation> rows(
            MetricsSource source, Account account, Granularity granularity, DateRange days) {
        List<Observation> rows = new ArrayList<>();
        source.fetch(new Slice(source.id(), account, Level.CAMPAIGN, granularity, days), new ObservationSink() {
            @Override
            public void accept(Observation row) {
                rows.add(row);
            }

            @Override
            public void reject(RejectedRow row) {
                throw new AssertionError(row);
            }
        });
        return rows;
    }

    private static List<Outcome> outcomes(SyntheticMarket market, Instant now) {
        List<Outcome> outcomes = new ArrayList<>();
        market.outcomes(new ManualClock(now)).fetch(market.campaign(), market.days(), new OutcomeSink() {
            @Override
            public void accept(Outcome outcome) {
                outcomes.add(outcome);
            }

            @Override
            public void reject(RejectedRow row) {
                throw new AssertionError(row);
            }
        });
        return outcomes;
    }
}
