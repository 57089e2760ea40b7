package io.banditpipeline.core.internal.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.core.internal.health.TimeLimit.Result;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final TimeLimit limit = new TimeLimit();

    @Test
    void work_that_ends_gives_what_it_gives_in_a_thread_that_is_gone_then() {
        AtomicReference<Thread> worker = new AtomicReference<>();
        Result<String> result = limit.within(LONG, () -> {
            worker.set(Thread.currentThread());
            return "done";
        });

        assertThat(result).isEqualTo(new Result.Done<>("done"));
        assertThat(worker.get().isAlive()).isFalse();
    }

    @Test
    void what_work_throws_is_handed_over() {
        assertThat(limit.within(LONG, () -> {
                    throw new IOException("broken");
                }))
                .isInstanceOfSatisfying(
                        Result.Threw.class, threw -> assertThat(threw.cause()).hasMessage("broken"));
    }

    @Test
    void who_asks_while_another_waits_waits_no_longer_than_the_limit() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Thread first = new Thread(() -> limit.within(LONG, () -> {
            begun.countDown();
            return released.await(20, TimeUnit.SECONDS);
        }));
        first.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(limit.within(Duration.ofMillis(50), () -> "never begun")).isEqualTo(new Result.TooLong<>());
        released.countDown();
        first.join(LONG.toMillis());
        assertThat(limit.within(LONG, () -> "begun")).isEqualTo(new Result.Done<>("begun"));
    }
}
