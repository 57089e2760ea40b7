package io.banditpipeline.schedule;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets a thread wait, so that tests need not. Implementations are thread-safe. */
@FunctionalInterface
public interface Waiter {
    /**
     * Waits.
     *
     * @throws InterruptedException if the thread was interrupted before or meanwhile; its interrupted status is then
     *     cleared
     */
    void await(Duration duration) throws InterruptedException;

    /** Waits in real time, never shorter than asked. */
    static Waiter realTime() {
        return duration -> park(duration.toNanos());
    }

    /** Parks until the time is over: a single park may end early, for no reason. */
    private static void park(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        for (long left = nanos; left > 0; left = nanos - (System.nanoTime() - start)) {
            requireNotInterrupted();
            LockSupport.parkNanos(Waiter.class, left);
        }
        requireNotInterrupted();
    }

    private static void requireNotInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted while waiting");
        }
    }
}
