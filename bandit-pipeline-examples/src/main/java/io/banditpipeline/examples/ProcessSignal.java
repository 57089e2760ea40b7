package io.banditpipeline.examples;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hears that the process is told to end (SIGTERM, SIGINT), and holds its end back until the command has tidied up. */
final class ProcessSignal implements StopSignal {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final Runtime runtime;
    private final Duration atMost;

    /**
     * @param runtime the process
     * @param atMost how long its end is held back
     */
    ProcessSignal(Runtime runtime, Duration atMost) {
        this.runtime = runtime;
        this.atMost = atMost;
    }

    @Override
    public void await() throws InterruptedException {
        runtime.addShutdownHook(new Thread(this::holdBack, "bandit-pipeline-stop"));
        asked.await();
    }

    @Override
    public void tidied() {
        done.countDown();
    }

    private void holdBack() {
        asked.countDown();
        try {
            done.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
