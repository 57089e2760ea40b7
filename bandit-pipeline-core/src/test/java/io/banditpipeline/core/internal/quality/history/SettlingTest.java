package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.account;
import static io.banditpipeline.core.internal.quality.history.Histories.arm;
import static io.banditpipeline.core.internal.quality.history.Histories.first;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.ArmHistory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettlingTest {
    private static final Settling FALLBACK = new Settling(9);

    private static ArmHistory settling(double tau, int step, int restatedAge) {
        Settling truth = new Settling(tau);
        return arm(
                "a",
                age -> known(truth, age, age == restatedAge ? 3 : 1),
                age -> age < step ? Metrics.NONE : known(truth, age - step, 1));
    }

    private static Metrics known(Settling truth, int age, double factor) {
        return metrics(10_000, 500, factor * (1_000 + age % 3) * truth.share(age), 200);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.3, 3, 5, 10})
    void two_looks_at_days_of_all_ages_show_the_curve(double tau) {
        assertThat(Settling.fit(List.of(account(settling(tau, 1, -1))), FALLBACK))
                .isEqualTo(new Settling(tau));
        assertThat(Settling.fit(List.of(account(settling(tau, 3, -1))), FALLBACK))
                .isEqualTo(new Settling(tau));
    }

    @Test
    void one_restated_day_does_not_bend_it() {
        assertThat(Settling.fit(List.of(account(settling(3, 1, 20))), FALLBACK)).isEqualTo(new Settling(3));
    }

    @Test
    void one_look_shows_nothing() {
        assertThat(Settling.fit(List.of(account(first("a", age -> known(new Settling(3), age, 1)))), FALLBACK))
                .isEqualTo(FALLBACK);
    }

    @Test
    void shares_rise_from_nothing_before_the_day_to_all_of_it() {
        Settling curve = new Settling(2);
        assertThat(curve.share(-1)).isZero();
        assertThat(curve.share(0)).isBetween(0.0, curve.share(1));
        assertThat(curve.share(100)).isEqualTo(1);
        assertThat(curve.growth(3, 3)).isZero();
    }

    @Test
    void settings_of_the_watch_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new WatchSettings(0, 0.3, 1e-4, 0.01, 3, 14, 3, 3, 0.5, 3))
                .hasMessage("minCount must be at least 1, but is 0.0");
        assertThatThrownBy(() -> new WatchSettings(20, 0.3, 1e-4, 0.01, 3, 14, 3, 3, Double.NaN, 3))
                .hasMessageContaining("accountShare");
    }
}
