package io.banditpipeline.core.internal.health;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long work is waited for. Work that does not end in time is interrupted; while it does not heed that, new
 * work is refused, so that there is never more than one thread that hangs. Thread-safe; one work goes on at a time, and
 * who waits for it to begin waits no longer than the limit either.
 */
final class TimeLimit {
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Thread hanging;

    /** What became of work. */
    sealed interface Result<T> {
        /** It ended. */
        record Done<T>(T value) implements Result<T> {}

        /** It threw. */
        record Threw<T>(Throwable cause) implements Result<T> {}

        /** It did not end in time, or work before it still hangs. */
        record TooLong<T>() implements Result<T> {}
    }

    <T> Result<T> within(Duration limit, Callable<T> work) {
        try {
            if (!turn.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Result.TooLong<>();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.TooLong<>();
        }
        try {
            return hanging != null && hanging.isAlive() ? new Result.TooLong<>() : run(limit, work);
        } finally {
            turn.unlock();
        }
    }

    private <T> Result<T> run(Duration limit, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "bandit-pipeline-health");
        thread.setDaemon(true);
        thread.start();
        try {
            Result<T> result = new Result.Done<>(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
            join(thread);
            return result;
        } catch (ExecutionException e) {
            join(thread);
            return new Result.Threw<>(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            breakOff(task, thread);
            return new Result.TooLong<>();
        } catch (InterruptedException e) {
            breakOff(task, thread);
            Thread.currentThread().interrupt();
            return new Result.TooLong<>();
        }
    }

    private void breakOff(FutureTask<?> task, Thread thread) {
        task.cancel(true);
        join(thread);
        hanging = thread;
    }

    private static void join(Thread thread) {
        try {
            thread.join(AFTER_INTERRUPT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
