package io.banditpipeline.jooq.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However long jobs keep the threads, what waits for them stays as small as one poll. */
class SlotThreadsTest {
    private final SlotThreads threads = new SlotThreads(2, Thread::new);
    private final Queue<Integer> ran = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_oldest_of_what_waits_gives_way_to_what_a_later_poll_found_R15() throws Exception {
        CountDownLatch busy = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            threads.execute(() -> {
                busy.countDown();
                await(release);
            });
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 10_000; i++) {
            int found = i;
            threads.execute(() -> ran.add(found));
        }
        assertThat(threads.getQueue()).hasSize(6);

        release.countDown();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactlyInAnyOrder(9_994, 9_995, 9_996, 9_997, 9_998, 9_999);
    }

    @Test
    void a_job_that_could_not_be_picked_leaves_its_thread_to_the_next() throws Exception {
        SlotThreads single = new SlotThreads(1, Thread::new);
        Queue<Thread> by = new ConcurrentLinkedQueue<>();
        single.execute(() -> {
            by.add(Thread.currentThread());
            throw new IllegalStateException("database away");
        });
        single.execute(() -> by.add(Thread.currentThread()));
        single.shutdown();
        assertThat(single.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(by).hasSize(2);
        assertThat(Set.copyOf(by)).as("threads that ran both").hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
