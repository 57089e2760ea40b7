package io.banditpipeline.core.internal.workflow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Waits that an interrupt does not end: the thread's interrupted status is restored afterwards. */
final class Patience {
    private Patience() {}

    /** Waits for a latch. */
    static void await(CountDownLatch latch) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    latch.await();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    /**
     * Waits until a thread has ended.
     *
     * @return whether it has, within the time
     */
    static boolean join(Thread thread, Duration limit) {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                long left = limit.toMillis() - (System.nanoTime() - start) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    thread.join(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
