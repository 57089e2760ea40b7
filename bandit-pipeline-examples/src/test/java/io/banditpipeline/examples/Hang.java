package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.SourceException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Something that never returns, until a test lets it go. Thread-safe. */
final class Hang implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;

    private final boolean deaf;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** @param deaf whether it does not heed interrupts */
    Hang(boolean deaf) {
        this.deaf = deaf;
    }

    /** Hangs, and throws what a client of a platform throws when it is interrupted. */
    void here() {
        reached.countDown();
        boolean interrupted = false;
        while (true) {
            try {
                released.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                if (!deaf) {
                    Thread.currentThread().interrupt();
                    throw new SourceException(SourceException.Kind.TRANSIENT, "interrupted while reading", e);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that is over before it began. */
    static Hang over() {
        Hang hang = new Hang(false);
        hang.close();
        return hang;
    }

    /** Whether all may go on. */
    boolean isOver() {
        return released.getCount() == 0;
    }

    /** Hangs as a wait does. */
    void interruptibly() throws InterruptedException {
        reached.countDown();
        released.await();
    }

    /** Waits until somebody hangs. */
    void awaitReached() throws InterruptedException {
        await(reached, "somebody hangs");
    }

    /** Waits for a latch, but not for ever. */
    static void await(CountDownLatch latch, String what) throws InterruptedException {
        assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("%s within %s s", what, LIMIT_SECONDS)
                .isTrue();
    }

    /** Lets all go that hang. */
    @Override
    public void close() {
        released.countDown();
    }
}
