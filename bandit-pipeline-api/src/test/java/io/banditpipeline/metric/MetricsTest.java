package io.banditpipeline.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MetricsTest {
    @Property
    void sums_are_the_same_in_any_order_and_grouping(
            @ForAll("metrics") Metrics a, @ForAll("metrics") Metrics b, @ForAll("metrics") Metrics c) {
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(Metrics.NONE)).isEqualTo(a);
    }

    @Test
    void absent_is_not_zero() {
        Metrics clicksOnly = Metrics.NONE.with(Metric.CLICKS, 0);
        assertThat(clicksOnly.has(Metric.CLICKS)).isTrue();
        assertThat(clicksOnly.has(Metric.COST)).isFalse();
        assertThat(clicksOnly.plus(Metrics.NONE).has(Metric.COST)).isFalse();
        assertThat(clicksOnly.orZero(Metric.COST)).isZero();
    }

    @Test
    void a_sum_that_does_not_fit_is_an_error_and_never_wraps_R9() {
        Metrics most = Metrics.NONE.with(Metric.COST, Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(Metrics.NONE.with(Metric.COST, 1))).isInstanceOf(ArithmeticException.class);
    }

    @Provide
    Arbitrary<Metrics> metrics() {
        Arbitrary<Long> value =
                Arbitraries.longs().between(0, 1L << 40).injectNull(0).edgeCases(cases -> {});
        Arbitrary<Long> orAbsent = Arbitraries.oneOf(value, Arbitraries.just(Metrics.ABSENT));
        return Combinators.combine(orAbsent, orAbsent, orAbsent, orAbsent, orAbsent)
                .as(Metrics::new);
    }
}
