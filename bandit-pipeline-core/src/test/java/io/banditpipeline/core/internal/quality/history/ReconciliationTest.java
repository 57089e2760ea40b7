package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private static final PartsAndTotals PARTS = PartsAndTotals.ofDefaults();

    @Property
    void what_agrees_is_a_share_of_the_larger(@ForAll long a, @ForAll long b) {
        Reconciliation both = Reconciliation.of(a, b, 0.005, 1);
        assertThat(both.agreed()).isBetween(0.0, both.largest());
        assertThat(both).isEqualTo(Reconciliation.of(b, a, 0.005, 1));
        assertThat(both.plus(Reconciliation.NONE)).isEqualTo(both);
    }

    @Property
    void a_number_agrees_with_itself_only_within_the_tolerance(
            @ForAll @LongRange(min = 1_000, max = 1_000_000_000) long a,
            @ForAll @DoubleRange(min = 0.01, max = 10) double more) {
        assertThat(Reconciliation.of(a, a, 0, 0).agrees()).isTrue();
        assertThat(Reconciliation.of(a, a + (long) Math.ceil(a * more) + 1, 0.005, 1)
                        .agrees())
                .isFalse();
    }

    @Nested
    class Parts {
        @Test
        void parts_that_add_up_agree() {
            Reconciliation cost = PARTS.compare(
                    Metric.COST, List.of(metrics(1, 1, 0, 40), metrics(1, 1, 0, 60)), metrics(2, 2, 0, 100));
            assertThat(cost).isEqualTo(new Reconciliation(100e6, 100e6, 0));
        }

        @Test
        void they_may_be_off_by_half_a_percent_or_one_unit() {
            assertThat(off(1_000, 995).agrees()).isTrue();
            assertThat(off(1_000, 994).agrees()).isFalse();
            assertThat(off(10, 9).agrees()).isTrue();
            assertThat(off(10, 8).agrees()).isFalse();
            assertThat(PARTS.compare(Metric.COST, List.of(metrics(0, 0, 0, 9)), metrics(0, 0, 0, 10))
                            .agrees())
                    .isTrue();
        }

        private static Reconciliation off(long total, long sum) {
            return PARTS.compare(Metric.IMPRESSIONS, List.of(metrics(sum, 0, 0, 0)), metrics(total, 0, 0, 0));
        }

        @Test
        void what_is_not_reported_is_not_compared() {
            assertThat(PARTS.compare(Metric.COST, List.of(), metrics(1, 1, 1, 1)))
                    .isEqualTo(Reconciliation.NONE);
            assertThat(PARTS.compare(Metric.COST, List.of(metrics(1, 1, 1, 1)), Metrics.NONE))
                    .isEqualTo(Reconciliation.NONE);
        }

        @Test
        void a_tolerance_is_not_negative() {
            assertThatThrownBy(() -> new PartsAndTotals(-0.1, 1)).hasMessageContaining("-0.1");
            assertThatThrownBy(() -> new PartsAndTotals(0, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Pulled {
        private static final Metrics PULLED = metrics(100, 10, 2, 50);
        private static final Metrics PUSHED = metrics(100, 10, 4, 50);

        @Test
        void the_pulled_row_counts_once_it_is_settled_and_the_pushed_one_before_R4() {
            assertThat(new PulledAgainstPushed(PULLED, PUSHED, true).effective())
                    .isEqualTo(PULLED);
            assertThat(new PulledAgainstPushed(PULLED, PUSHED, false).effective())
                    .isEqualTo(PUSHED);
            assertThat(new PulledAgainstPushed(PULLED, Metrics.NONE, false).effective())
                    .isEqualTo(PULLED);
            assertThat(new PulledAgainstPushed(Metrics.NONE, PUSHED, true).effective())
                    .isEqualTo(Metrics.NONE);
        }

        @Test
        void they_are_compared_once_settled() {
            PulledAgainstPushed settled = new PulledAgainstPushed(PULLED, PUSHED, true);
            assertThat(settled.compare(Metric.CONVERSIONS, PARTS)).isEqualTo(new Reconciliation(2e6, 4e6, 1));
            assertThat(settled.compare(Metric.COST, PARTS).agrees()).isTrue();
            assertThat(new PulledAgainstPushed(PULLED, PUSHED, false).compare(Metric.CONVERSIONS, PARTS))
                    .isEqualTo(Reconciliation.NONE);
        }
    }
}
