package io.banditpipeline.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting in real time. */
class WaiterTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final Waiter waiter = Waiter.realTime();

    @AfterEach
    void leave_no_interruption_behind() {
        Thread.interrupted();
    }

    @Test
    void a_wait_is_never_shorter_than_asked() throws InterruptedException {
        Duration asked = Duration.ofMillis(20);
        long start = System.nanoTime();

        // A permit that is there already ends the first park at once.
        LockSupport.unpark(Thread.currentThread());
        waiter.await(asked);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void a_thread_that_is_interrupted_already_does_not_wait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> waiter.await(LONG)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_interruption_ends_the_wait() throws InterruptedException {
        CompletableFuture<Void> waited = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                waiter.await(LONG);
                waited.complete(null);
            } catch (InterruptedException interruption) {
                waited.completeExceptionally(interruption);
            }
        });
        thread.start();
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        thread.interrupt();

        assertThatThrownBy(() -> waited.get(1, TimeUnit.MINUTES))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        thread.join();
    }
}
