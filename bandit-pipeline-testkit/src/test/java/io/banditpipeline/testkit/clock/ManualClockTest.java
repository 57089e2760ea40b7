package io.banditpipeline.testkit.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The manual clock moves only when it is told to. */
class ManualClockTest {
    private final ManualClock clock = ManualClock.at("2026-03-01T06:00:00Z");

    @Test
    void it_shows_what_it_was_set_to() {
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T06:00:00Z"));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void it_moves_on_and_not_back() {
        assertThat(clock.advance(Duration.ofHours(2))).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T08:00:00Z"));
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_wait_moves_it_to_its_end_and_returns_at_once() throws InterruptedException {
        clock.await(Duration.ofHours(2));
        clock.await(Duration.ofMillis(1));
        clock.await(Duration.ZERO);
        clock.await(Duration.ofHours(-5));
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-01T08:00:00.001Z"));
    }

    @Test
    void a_thread_that_was_interrupted_does_not_wait_and_is_told_once() throws InterruptedException {
        Instant before = clock.instant();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> clock.await(Duration.ofHours(2))).isInstanceOf(InterruptedException.class);
        assertThat(clock.instant()).isEqualTo(before);
        clock.await(Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofHours(2)));
    }

    @Test
    void waits_side_by_side_end_no_earlier_than_each_of_them_asked_for() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Callable<Boolean> wait = () -> {
                Instant end = clock.instant().plusSeconds(10);
                clock.await(Duration.ofSeconds(10));
                return !clock.instant().isBefore(end);
            };
            for (Future<Boolean> waited : executor.invokeAll(Collections.nCopies(100, wait))) {
                assertThat(waited.get()).isTrue();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(clock.instant())
                .isBetween(Instant.parse("2026-03-01T06:00:10Z"), Instant.parse("2026-03-01T06:16:40Z"));
    }
}
