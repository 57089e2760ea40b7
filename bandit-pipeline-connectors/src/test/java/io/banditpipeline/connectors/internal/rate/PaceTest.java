package io.banditpipeline.connectors.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void a_loop_gone_wild_waits_and_ordinary_collecting_does_not() {
        Pace pace = new Pace("meta");
        assertThat(pace.next()).isZero();
        Duration last = IntStream.rangeClosed(1, 10 * Pace.CALLS_PER_SECOND)
                .mapToObj(call -> pace.next())
                .reduce(Duration.ZERO, (before, next) -> next);
        assertThat(last).as("ten seconds' worth of calls").isBetween(Duration.ofSeconds(5), Duration.ofSeconds(11));
    }
}
