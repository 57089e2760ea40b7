package io.banditpipeline.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void waits_grow_by_the_factor_up_to_the_longest() {
        RetryPolicy policy = RetryPolicy.ofDefaults();

        assertThat(policy.maxAttempts()).isEqualTo(5);
        assertThat(policy.delayAfter(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(policy.delayAfter(2)).isEqualTo(Duration.ofSeconds(8));
        assertThat(policy.delayAfter(3)).isEqualTo(Duration.ofSeconds(32));
        assertThat(policy.delayAfter(4)).isEqualTo(Duration.ofMinutes(1));
        assertThat(policy.delayAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void none_tries_once() {
        assertThat(RetryPolicy.none().maxAttempts()).isEqualTo(1);
    }

    @Test
    void each_value_is_held_to_its_range() {
        refused(0, SECOND, 2, SECOND, 0, "maxAttempts");
        refused(1, Duration.ZERO, 2, SECOND, 0, "firstDelay");
        refused(1, SECOND.negated(), 2, SECOND, 0, "firstDelay");
        refused(1, SECOND, 0.99, SECOND, 0, "factor");
        refused(1, SECOND, Double.NaN, SECOND, 0, "factor");
        refused(1, SECOND, Double.POSITIVE_INFINITY, SECOND, 0, "factor");
        refused(1, SECOND, 2, SECOND.minusMillis(1), 0, "maxDelay");
        refused(1, SECOND, 2, SECOND, -0.01, "jitter");
        refused(1, SECOND, 2, SECOND, 1.01, "jitter");
        refused(1, SECOND, 2, SECOND, Double.NaN, "jitter");
        assertThat(new RetryPolicy(1, SECOND, 1, SECOND, 1).delayAfter(9)).isEqualTo(SECOND);
    }

    private static void refused(int attempts, Duration first, double factor, Duration max, double jitter, String what) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetryPolicy(attempts, first, factor, max, jitter))
                .withMessageStartingWith(what);
    }
}
