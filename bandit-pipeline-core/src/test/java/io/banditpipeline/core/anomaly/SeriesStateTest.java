package io.banditpipeline.core.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.anomaly.AnomalyDetector.Judgement;
import io.banditpipeline.anomaly.AnomalyDetector.Series;
import io.banditpipeline.metric.Granularity;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** R5: a series is a function of its values, however often it is put away; its memory is bounded (R15). */
class SeriesStateTest {
    private static final AnomalyDetector DETECTOR = SeasonalDetector.ofDefaults();

    @Property(tries = 40)
    void a_series_fed_in_pieces_judges_as_one_fed_at_once_R5(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 2) int pace, @ForAll boolean rough) {
        Granularity granularity = pace == 2 ? Granularity.DAY : Granularity.HOUR;
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom cuts = random.split();
        Series whole = DETECTOR.series(granularity, null);
        Series pieces = DETECTOR.series(granularity, null);
        LocalDateTime at = LocalDateTime.of(2026, 1, 31, 5, 17, 3, 5_000_000);
        List<Judgement> expected = new ArrayList<>();
        List<Judgement> actual = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            double value = value(random, rough);
            expected.add(whole.next(at, value));
            if (cuts.nextInt(20) == 0) {
                pieces = DETECTOR.series(granularity, pieces.state());
            }
            actual.add(pieces.next(at, value));
            at = at.plusMinutes(gapMinutes(pace, random));
        }

        assertThat(actual).isEqualTo(expected);
        assertThat(pieces.state()).isEqualTo(whole.state());
        assertThat(pieces.latest()).isEqualTo(whole.latest());
    }

    private static long gapMinutes(int pace, SplittableRandom random) {
        long usual = pace == 0 ? 5 : pace == 1 ? 60 : 24 * 60;
        return random.nextInt(30) == 0 ? usual * (1 + random.nextInt(50)) : usual;
    }

    private static double value(SplittableRandom random, boolean rough) {
        double value = 100 + 10 * Feed.noise(random);
        if (!rough) {
            return value;
        }
        int choice = random.nextInt(10);
        return choice < 4
                ? 0
                : choice < 6 ? -value : choice < 7 ? Math.rint(value) * Math.pow(10, random.nextInt(8)) : value;
    }

    @Test
    void a_state_is_bounded_whatever_comes_R15() {
        Series series = DETECTOR.series(Granularity.HOUR, null);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 60_000; i++) {
            series.next(Feed.START.plusMinutes(5L * i), value(random, true));
        }

        assertThat(series.state()).hasSizeLessThan(24_000);
    }

    @Test
    void the_state_of_an_hourly_series_is_small_R15() {
        Series series = DETECTOR.series(Granularity.HOUR, null);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 10_000; i++) {
            series.next(Feed.START.plusHours(i), value(random, false));
        }

        assertThat(series.state()).hasSizeLessThan(12_000);
    }

    @Test
    void a_corrupt_state_is_refused() {
        byte[] state = someState();
        for (int i = 0; i < state.length; i += 7) {
            byte[] corrupt = state.clone();
            corrupt[i] ^= 0x20;
            assertRefused(Granularity.HOUR, corrupt, "checksum");
        }
        assertRefused(Granularity.HOUR, Arrays.copyOf(state, state.length / 2), "checksum");
        assertRefused(Granularity.HOUR, new byte[0], "0 bytes");
    }

    @Test
    void a_state_of_another_kind_is_refused() {
        byte[] state = someState();

        assertRefused(Granularity.DAY, state, "granularity");
        AnomalyDetector other = SeasonalDetector.builder().sensitivity(2).build();
        assertThatThrownBy(() -> other.series(Granularity.HOUR, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("settings")
                .hasMessageContaining("null to begin the series anew");
        StateWriter foreign = new StateWriter();
        foreign.whole(42);
        assertRefused(Granularity.HOUR, foreign.finish(), "version");
    }

    private static byte[] someState() {
        Series series = DETECTOR.series(Granularity.HOUR, null);
        for (int i = 0; i < 100; i++) {
            series.next(Feed.START.plusHours(i), i % 24);
        }
        return series.state();
    }

    private static void assertRefused(Granularity granularity, byte[] state, String why) {
        assertThatThrownBy(() -> DETECTOR.series(granularity, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
