package io.banditpipeline.core.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.anomaly.AnomalyDetector.Kind;
import io.banditpipeline.core.anomaly.RatioBound.Bound;
import io.banditpipeline.core.anomaly.RatioBound.Counts;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ratios of small counts do not flood, and real breaks are found. */
class RatioBoundTest {
    private final RatioBound bound = RatioBound.ofDefaults();

    private static List<Counts> days(int days, double events, double exposure) {
        return Collections.nCopies(days, new Counts(events, exposure));
    }

    @Test
    void no_click_of_few_impressions_is_no_drop() {
        assertThat(bound.share(days(14, 10, 1000), new Counts(0, 100)).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void no_click_of_many_impressions_is_a_drop() {
        Bound judged = bound.share(days(14, 10, 1000), new Counts(0, 3000));

        assertThat(judged.kind()).isEqualTo(Kind.DROP);
        assertThat(judged.expected()).isCloseTo(30, within(0.5));
    }

    @Test
    void no_conversion_at_steady_clicks_is_a_drop_once_a_poisson_count_would_not_be_zero_by_chance() {
        List<Counts> past = days(28, 5, 100);
        RatioBound plain = bound.withUsualSpread(0);

        // with a known rate the limit is ln(10^4) = 9.2 expected conversions; what is not known of it adds some
        assertThat(plain.rate(past, new Counts(0, 184)).kind()).isEqualTo(Kind.NONE);
        assertThat(plain.rate(past, new Counts(0, 200)).kind()).isEqualTo(Kind.DROP);
        assertThat(bound.rate(past, new Counts(0, 200)).kind()).isEqualTo(Kind.DROP);
    }

    @Test
    void fractional_conversions_and_more_of_them_than_clicks_are_fine_as_a_rate() {
        assertThat(bound.rate(days(14, 12.5, 10), new Counts(11.75, 10)).kind()).isEqualTo(Kind.NONE);
        assertThat(bound.rate(days(14, 12.5, 10), new Counts(80.25, 10)).kind()).isEqualTo(Kind.SPIKE);
    }

    @Test
    void a_share_of_more_than_all_is_refused() {
        assertThatThrownBy(() -> bound.share(days(3, 1, 10), new Counts(11, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("11.0 of 10.0");
    }

    @Test
    void nothing_is_said_without_exposure_or_past() {
        assertThat(bound.share(List.of(), new Counts(5, 10)).kind()).isEqualTo(Kind.NONE);
        assertThat(bound.rate(days(3, 1, 10), new Counts(0, 0)).kind()).isEqualTo(Kind.NONE);
        assertThat(bound.rate(days(3, 0, 0), new Counts(7, 10)).expected()).isNaN();
    }

    @Test
    void a_past_whose_ratio_swings_widens_the_bound() {
        List<Counts> steady = days(20, 100, 10_000);
        List<Counts> swinging = Stream.concat(days(10, 50, 10_000).stream(), days(10, 150, 10_000).stream())
                .toList();
        Counts doubled = new Counts(210, 10_000);

        assertThat(bound.share(steady, doubled).kind()).isEqualTo(Kind.SPIKE);
        assertThat(bound.share(swinging, doubled).kind()).isEqualTo(Kind.NONE);
        assertThat(bound.rate(steady, doubled).kind()).isEqualTo(Kind.SPIKE);
        assertThat(bound.rate(swinging, doubled).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void small_counts_flood_neither_as_share_nor_as_rate() {
        SplittableRandom random = new SplittableRandom(5);
        int alarms = 0;
        for (int trial = 0; trial < 20_000; trial++) {
            List<Counts> past =
                    Stream.generate(() -> clicks(random, 200)).limit(14).toList();
            Counts now = clicks(random, 200);
            alarms += bound.share(past, now).kind() == Kind.NONE ? 0 : 1;
            alarms += bound.rate(past, now).kind() == Kind.NONE ? 0 : 1;
        }

        assertThat(alarms).isLessThan(12); // 40,000 judgements, two tails of 1e-4 at most each
    }

    private static Counts clicks(SplittableRandom random, int impressions) {
        int clicks = 0;
        for (int i = 0; i < impressions; i++) {
            clicks += random.nextDouble() < 0.02 ? 1 : 0;
        }
        return new Counts(clicks, impressions);
    }

    @Test
    void counts_of_a_large_account_are_judged_too() {
        List<Counts> past = days(28, 8e6, 8e8);

        assertThat(bound.share(past, new Counts(8.2e6, 8e8)).kind()).isEqualTo(Kind.NONE);
        assertThat(bound.share(past, new Counts(2e6, 8e8)).kind()).isEqualTo(Kind.DROP);
    }

    @Test
    void settings_without_meaning_are_refused() {
        assertThatThrownBy(() -> bound.withTail(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bound.withUsualSpread(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Counts(-1, 10)).isInstanceOf(IllegalArgumentException.class);
    }
}
