package io.banditpipeline.core.anomaly;

import static io.banditpipeline.core.anomaly.Feed.ordinary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.anomaly.AnomalyDetector.Series;
import io.banditpipeline.metric.Granularity;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the default detector finds, and what it leaves alone. */
class SeasonalDetectorTest {
    private static final int MONTH = 30 * 24;

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1, 1e9})
    void a_spike_and_a_drop_are_found_at_once_in_any_unit(double unit) {
        IntToDoubleFunction values = ordinary(1);
        Feed feed = Feed.hourly().feed(MONTH, hour -> unit * values.applyAsDouble(hour));

        feed.feed(1, hour -> unit * 4 * values.applyAsDouble(hour));
        assertThat(feed.last().kind()).isEqualTo(Kind.SPIKE);
        assertThat(feed.last().score()).isBetween(0.5, 1.0);
        feed.feed(10 * 24, hour -> unit * values.applyAsDouble(hour));
        feed.feed(1, hour -> unit * 0.1 * values.applyAsDouble(hour));
        assertThat(feed.last().kind()).isEqualTo(Kind.DROP);
    }

    @Test
    void ordinary_hours_raise_fewer_than_one_alarm_in_60_days() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            alarms += Feed.hourly().feed(60 * 24, ordinary(seed)).alarms().size();
        }

        assertThat(alarms).isLessThan(20);
    }

    @Test
    void ordinary_days_raise_fewer_than_one_alarm_in_a_year() {
        int alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            alarms += new Feed(Granularity.DAY, Duration.ofDays(1))
                    .feed(365, day -> (day % 7 > 4 ? 70 : 100) * Math.exp(0.1 * Feed.noise(random)))
                    .alarms()
                    .size();
        }

        assertThat(alarms).isLessThan(20);
    }

    @Test
    void the_expected_value_follows_the_clock_and_is_unknown_at_first() {
        Feed feed = Feed.hourly().feed(MONTH, ordinary(2));

        assertThat(feed.judgements.get(0).expected()).isNaN();
        assertThat(feed.judgements.get(0).score()).isZero();
        assertThat(feed.judgements.get(MONTH - 24 + 6).expected()).isCloseTo(140, within(14.0));
        assertThat(feed.judgements.get(MONTH - 24 + 18).expected()).isCloseTo(60, within(6.0));
    }

    @Test
    void nothing_is_judged_before_the_minimum_history() {
        assertThat(Feed.hourly().feed(47, ordinary(3)).feed(1, hour -> 1e6).alarms())
                .isEmpty();
        assertThat(new Feed(Granularity.DAY, Duration.ofDays(1))
                        .feed(19, day -> 100 + day % 3)
                        .feed(1, day -> 1e6)
                        .alarms())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.134, 5, -7, 1e12})
    void a_constant_series_is_silent(double value) {
        Feed feed = Feed.hourly().feed(MONTH, hour -> value);

        assertThat(feed.judgements).allMatch(judgement -> judgement.score() < 1e-4);
        assertThat(feed.last().expected()).isCloseTo(value, within(Math.abs(value) * 1e-6));
    }

    @Test
    void a_step_on_a_constant_series_is_one_alarm() {
        Feed feed = Feed.hourly().feed(MONTH, hour -> 100).feed(24, hour -> 150);

        assertThat(feed.alarms()).containsExactly(MONTH);
        assertThat(feed.kind(MONTH)).isEqualTo(Kind.SPIKE);
    }

    @Test
    void the_smallest_steps_of_a_quantised_series_do_not_flood() {
        SplittableRandom random = new SplittableRandom(4);
        Feed feed = Feed.hourly()
                .feed(60 * 24, hour -> 0.134 + (random.nextDouble() < 0.05 ? 0.002 : 0))
                .feed(48, hour -> 0.134)
                .feed(1, hour -> 0.9);

        assertThat(feed.alarms()).containsExactly(60 * 24 + 48);
    }

    @Test
    void a_tiny_step_on_a_constant_series_is_below_the_relative_floor() {
        assertThat(Feed.hourly().feed(MONTH, hour -> 100).feed(100, hour -> 101).alarms())
                .isEmpty();
    }

    @Test
    void a_series_of_mostly_zero_with_usual_spikes_alarms_at_an_unusual_one() {
        SplittableRandom random = new SplittableRandom(5);
        Feed feed = Feed.hourly().feed(90 * 24, hour -> random.nextDouble() < 0.05 ? 50 + random.nextInt(50) : 0);

        assertThat(feed.alarmsFrom(MONTH)).hasSizeLessThan(4);
        feed.feed(1, hour -> 1e6);
        assertThat(feed.last().kind()).isEqualTo(Kind.SPIKE);
    }

    @Test
    void negative_values_and_changes_of_sign_are_borne() {
        SplittableRandom random = new SplittableRandom(6);
        IntToDoubleFunction values = hour -> -20 + 60 * Math.sin(Math.PI * hour / 12) + 3 * Feed.noise(random);
        Feed feed = Feed.hourly().feed(MONTH, values);

        assertThat(feed.alarms()).hasSizeLessThan(2);
        feed.feed(1, hour -> -5000);
        assertThat(feed.last().kind()).isEqualTo(Kind.DROP);
        assertThat(feed.last().expected()).isBetween(-90.0, 50.0);
    }

    @Test
    void the_largest_and_the_smallest_numbers_are_borne() {
        Feed feed = Feed.hourly()
                .feed(100, hour -> Double.MAX_VALUE)
                .feed(100, hour -> Double.MIN_VALUE)
                .feed(100, hour -> -Double.MAX_VALUE);

        assertThat(feed.judgements).allMatch(judgement -> judgement.score() >= 0 && judgement.score() <= 1);
    }

    @Test
    void one_burst_is_one_alarm() {
        IntToDoubleFunction values = ordinary(7);
        Feed feed = Feed.hourly()
                .feed(MONTH, values)
                .feed(6, hour -> 5 * values.applyAsDouble(hour))
                .feed(48, values);

        assertThat(feed.alarmsFrom(MONTH)).containsExactly(MONTH);
    }

    @Test
    void a_burst_that_grows_far_worse_alarms_again() {
        IntToDoubleFunction values = ordinary(8);
        Feed feed = Feed.hourly()
                .feed(MONTH, values)
                .feed(1, hour -> 2.5 * values.applyAsDouble(hour))
                .feed(3, values)
                .feed(1, hour -> 500 * values.applyAsDouble(hour));

        assertThat(feed.alarmsFrom(MONTH)).contains(MONTH, MONTH + 4);
    }

    @Test
    void a_past_incident_does_not_poison_what_is_learnt() {
        IntToDoubleFunction values = ordinary(9);
        Feed calm = Feed.hourly().feed(MONTH + 30, values);
        IntToDoubleFunction again = ordinary(9);
        Feed incident = Feed.hourly().feed(MONTH, again).feed(30, hour -> 30 * again.applyAsDouble(hour));
        IntToDoubleFunction after = ordinary(10);
        calm.feed(72, after);
        IntToDoubleFunction sameAfter = ordinary(10);
        incident.feed(72, sameAfter);

        assertThat(incident.last().expected())
                .isCloseTo(calm.last().expected(), within(0.1 * calm.last().expected()));
        incident.feed(10 * 24, sameAfter).feed(1, hour -> 4 * sameAfter.applyAsDouble(hour));
        assertThat(incident.last().kind()).isEqualTo(Kind.SPIKE);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.75, 1.35})
    void a_shift_of_the_level_that_creeps_in_is_found_within_two_weeks(double factor) {
        IntToDoubleFunction values = ordinary(11);
        int creep = 120;
        Feed feed = Feed.hourly().feed(2 * MONTH, values);
        feed.feed(14 * 24, hour -> {
            double share = Math.min(1, (hour - 2.0 * MONTH) / creep);
            return values.applyAsDouble(hour) * Math.pow(factor, share);
        });

        assertThat(feed.alarmsFrom(2 * MONTH)).isNotEmpty();
        assertThat(feed.kind(feed.alarmsFrom(2 * MONTH).get(0)))
                .isEqualTo(factor > 1 ? Kind.LEVEL_UP : Kind.LEVEL_DOWN);
    }

    @Test
    void a_lasting_shift_is_told_once() {
        IntToDoubleFunction values = ordinary(12);
        Feed feed = Feed.hourly().feed(2 * MONTH, values);
        feed.feed(MONTH, hour -> values.applyAsDouble(hour) * Math.pow(0.7, Math.min(1, (hour - 2.0 * MONTH) / 96)));

        assertThat(feed.alarmsFrom(2 * MONTH)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void level_shifts_can_be_switched_off() {
        SeasonalDetector without = SeasonalDetector.builder().levelShifts(false).build();
        IntToDoubleFunction values = ordinary(13);
        Feed feed = new Feed(without.series(Granularity.HOUR, null), Duration.ofHours(1)).feed(2 * MONTH, values);
        feed.feed(14 * 24, hour -> values.applyAsDouble(hour) * Math.pow(0.7, Math.min(1, (hour - 2.0 * MONTH) / 96)));

        assertThat(feed.judgements).noneMatch(judgement -> judgement.kind() == Kind.LEVEL_DOWN);
    }

    @Test
    void a_failure_that_creeps_in_between_five_minute_values_is_found_by_its_hours() {
        SplittableRandom random = new SplittableRandom(14);
        int month = 14 * 288;
        Feed feed = new Feed(Granularity.HOUR, Duration.ofMinutes(5))
                .feed(month, i -> 90 + 2 * Feed.noise(random))
                .feed(144, i -> 90 - 40.0 * (i - month) / 144 + 2 * Feed.noise(random));

        assertThat(feed.alarms()).filteredOn(i -> i < month).hasSizeLessThan(2);
        assertThat(feed.alarmsFrom(month)).isNotEmpty().hasSizeLessThan(4);
        assertThat(feed.kind(feed.alarmsFrom(month).get(0))).isEqualTo(Kind.DROP);
    }

    @Test
    void tracking_that_dies_where_single_hours_are_often_zero_is_found_within_half_a_day() {
        SplittableRandom random = new SplittableRandom(18);
        Feed feed = Feed.hourly().feed(2 * MONTH, hour -> conversions(random, hour % 24 < 7 ? 1 : 6));

        assertThat(feed.alarms()).hasSizeLessThan(4);
        feed.feed(13, hour -> 0);
        assertThat(feed.alarmsFrom(2 * MONTH)).isNotEmpty();
        assertThat(feed.kind(feed.alarmsFrom(2 * MONTH).get(0))).isEqualTo(Kind.DROP);
    }

    private static int conversions(SplittableRandom random, int mean) {
        int count = 0;
        for (int chance = 0; chance < 100; chance++) {
            count += random.nextDouble() < mean / 100.0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void a_series_that_grows_a_thousandfold_is_followed() {
        IntToDoubleFunction values = ordinary(15);
        Feed feed = Feed.hourly().feed(MONTH, values).feed(MONTH, hour -> 1000 * values.applyAsDouble(hour));

        assertThat(feed.alarmsFrom(MONTH)).hasSizeLessThan(4).contains(MONTH);
        feed.feed(1, hour -> 4000 * values.applyAsDouble(hour));
        assertThat(feed.last().kind()).isEqualTo(Kind.SPIKE);
    }

    @Test
    void a_gap_moves_no_phase_and_makes_no_alarm() {
        Series series = SeasonalDetector.ofDefaults().series(Granularity.HOUR, null);
        IntToDoubleFunction values = ordinary(16);
        for (int hour = 0; hour < 2 * MONTH; hour++) {
            boolean missing = hour % 97 < 9 || hour > 600 && hour < 663;
            double value = values.applyAsDouble(hour);
            if (!missing) {
                assertThat(series.next(Feed.START.plusHours(hour), value).kind())
                        .isEqualTo(Kind.NONE);
            }
        }
    }

    @Test
    void the_hour_that_comes_twice_in_autumn_is_refused_the_second_time_and_the_one_that_lacks_in_spring_is_a_gap() {
        Series series = SeasonalDetector.ofDefaults().series(Granularity.HOUR, null);
        LocalDateTime twice = LocalDateTime.of(2026, 10, 25, 2, 0);
        series.next(twice, 5);

        assertThatThrownBy(() -> series.next(twice, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-10-25T02:00 is not later than 2026-10-25T02:00");
        assertThatThrownBy(() -> series.next(twice.minusHours(1), 6)).isInstanceOf(IllegalArgumentException.class);
        assertThat(series.latest()).isEqualTo(twice);
        series.next(twice.plusHours(2), 6);
        assertThat(series.latest()).isEqualTo(twice.plusHours(2));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_value_that_is_no_number_is_refused_and_changes_nothing(double value) {
        Series series = SeasonalDetector.ofDefaults().series(Granularity.DAY, null);
        byte[] before = series.state();

        assertThatThrownBy(() -> series.next(Feed.START, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a finite number");
        assertThat(series.state()).isEqualTo(before);
        assertThat(series.latest()).isNull();
    }

    @Test
    void sensitivity_moves_what_it_takes() {
        IntToDoubleFunction values = ordinary(17);
        IntToDoubleFunction same = ordinary(17);
        SeasonalDetector eager = SeasonalDetector.builder().sensitivity(10).build();
        Feed usual = Feed.hourly().feed(MONTH, values);
        Feed more = new Feed(eager.series(Granularity.HOUR, null), Duration.ofHours(1)).feed(MONTH, same);

        assertThat(more.alarms()).hasSizeGreaterThan(usual.alarms().size() + 5);
        assertThat(eager.id()).isNotEqualTo(SeasonalDetector.ofDefaults().id());
    }

    @Test
    void settings_without_meaning_are_refused() {
        SeasonalDetectorBuilder builder = SeasonalDetector.builder();

        assertThatThrownBy(() -> builder.sensitivity(0)).hasMessageContaining("sensitivity");
        assertThatThrownBy(() -> builder.relativeFloor(Double.NaN)).hasMessageContaining("relativeFloor");
        assertThatThrownBy(() -> builder.minimumHistory(11, 20)).hasMessageContaining("minimumHistory");
        assertThatThrownBy(() -> builder.burstHalfLife(Duration.ZERO)).hasMessageContaining("burstHalfLife");
    }
}
