package io.banditpipeline;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again and again whether all is well, in a thread of its own and in real time: what does not happen raises its
 * alert by it, also while the database that jobs are kept in is away. Thread-safe.
 */
final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

    private @Nullable ScheduledExecutorService timer;
    private @Nullable ScheduledFuture<?> looking;

    /** Begins to look. */
    synchronized void start(Duration every, Runnable look) {
        ScheduledExecutorService made = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "bandit-pipeline-watch");
            thread.setDaemon(true); // a look that hangs must not keep a host's process alive
            return thread;
        });
        timer = made;
        looking = made.scheduleWithFixedDelay(
                () -> guarded(look), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** An exception would end the series. */
    private static void guarded(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.error("the look whether all is well failed; the next one is made as planned", e);
        }
    }

    /** Stops; a look under way is interrupted. */
    @Override
    public synchronized void close() {
        if (looking != null && timer != null) {
            looking.cancel(true);
            timer.shutdownNow();
        }
    }
}
