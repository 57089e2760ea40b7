package io.banditpipeline.jooq.internal.sql;

import java.time.Duration;

/** Lets a thread wait, so that tests need not. */
@FunctionalInterface
public interface Waiter {
    /**
     * Waits.
     *
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    void await(Duration duration) throws InterruptedException;

    /** Waits in real time. */
    static Waiter realTime() {
        return duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
    }
}
