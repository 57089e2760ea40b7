package io.banditpipeline.connectors.internal.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** R9: one rounding, by largest remainder. */
class SharesTest {
    @Test
    void what_is_left_goes_to_the_largest_remainders() {
        assertThat(of(100, 1, 1, 1)).containsExactly(34, 33, 33);
        assertThat(of(10, 6, 3, 1)).containsExactly(6, 3, 1);
        assertThat(of(11, 6, 3, 1)).containsExactly(7, 3, 1);
        assertThat(of(3, 10, 10, 1, 9)).containsExactly(1, 1, 0, 1);
    }

    @Test
    void weights_of_zero_share_alike() {
        assertThat(of(7, 0, 0)).containsExactly(4, 3);
        assertThat(of(7, 0, 5)).containsExactly(0, 7);
    }

    @Test
    void nobody_gets_less_than_the_least_at_the_others_cost() {
        assertThat(Shares.of(100, new long[] {97, 2, 1}, new long[] {5, 5, 5})).containsExactly(90, 5, 5);
        assertThat(Shares.of(100, new long[] {50, 49, 1}, new long[] {1, 49, 10}))
                .containsExactly(41, 49, 10);
    }

    @Test
    void a_total_below_the_least_of_all_gives_each_its_least() {
        assertThat(Shares.of(0, new long[] {5, 5}, new long[] {1, 1})).containsExactly(1, 1);
        assertThat(Shares.of(7, new long[] {1, 9}, new long[] {4, 4})).containsExactly(4, 4);
    }

    @Property
    void shares_add_up_to_the_total_and_differ_from_the_exact_ones_by_less_than_a_unit(
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long total,
            @ForAll @Size(min = 1, max = 8) List<@LongRange(min = 0, max = Long.MAX_VALUE / 16) Long> list) {
        long[] weights = array(list);
        long[] shares = Shares.of(total, weights, new long[weights.length]);

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        var sum = Arrays.stream(weights).mapToObj(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        for (int i = 0; i < weights.length && sum.signum() > 0; i++) {
            var exact = BigInteger.valueOf(total).multiply(BigInteger.valueOf(weights[i]));
            var error = BigInteger.valueOf(shares[i]).multiply(sum).subtract(exact);
            assertThat(error.abs()).isLessThan(sum);
        }
    }

    @Property
    void leasts_are_kept_and_the_sum_is_the_total_or_that_of_the_leasts(
            @ForAll @LongRange(min = 0, max = 1_000_000) long total,
            @ForAll @Size(6) List<@LongRange(min = 0, max = 1_000) Long> weights,
            @ForAll @Size(6) List<@LongRange(min = 0, max = 300_000) Long> leasts) {
        long[] least = array(leasts);
        long[] shares = Shares.of(total, array(weights), least);

        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isGreaterThanOrEqualTo(least[i]);
        }
        assertThat(Arrays.stream(shares).sum())
                .isEqualTo(Math.max(total, Arrays.stream(least).sum()));
    }

    private static long[] array(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static long[] of(long total, long... weights) {
        return Shares.of(total, weights, new long[weights.length]);
    }
}
