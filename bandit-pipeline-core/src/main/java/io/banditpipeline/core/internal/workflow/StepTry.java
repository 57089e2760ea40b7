package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.CancelledException;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepResult;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One try of a step, in a thread of its own, so that the step can go on without it if it does not stop when told to.
 * Time is measured in real time, without that in which it waits for its parts: these have time-outs of their own.
 *
 * @param <T> what the step gives
 */
final class StepTry<T> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StepTry.class);

    private final Step<T> step;
    private final CancellationSource cancellation;
    private final Duration timeout;
    private final Duration grace;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable StepContext context;
    private @Nullable Thread thread;
    private @Nullable End<T> end;
    private long workedNanos;
    private long resumedAt = System.nanoTime();
    private long limitNanos;
    private boolean inParts;
    private boolean stopping;

    /** How a try ended. */
    sealed interface End<T> {
        /**
         * With a result.
         *
         * @param text the output as text, if that is kept
         */
        record Returned<T>(StepResult<T> result, @Nullable String text) implements End<T> {}

        /** With an exception. */
        record Threw<T>(Throwable failure) implements End<T> {}

        /**
         * Its time was over.
         *
         * @param thread its thread, if that does not stop
         */
        record TimedOut<T>(@Nullable Thread thread) implements End<T> {}

        /**
         * It was told to stop, but did not.
         *
         * @param thread its thread
         */
        record Abandoned<T>(@Nullable Thread thread) implements End<T> {}
    }

    /**
     * @param cancellation tells this try to stop
     * @param timeout how long it may work
     * @param grace how long it may go on after it was told to stop
     */
    StepTry(Step<T> step, CancellationSource cancellation, Duration timeout, Duration grace) {
        this.step = step;
        this.cancellation = cancellation;
        this.timeout = timeout;
        this.grace = grace;
        limitNanos = timeout.toNanos();
    }

    /** Sets what the step is shown, before the try is begun. */
    StepTry<T> with(StepContext value) {
        context = value;
        return this;
    }

    CancellationSource cancellation() {
        return cancellation;
    }

    @Override
    public void run() {
        lock.lock();
        try {
            thread = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        Interrupts interrupts = Interrupts.of(cancellation);
        End<T> how;
        try {
            how = work();
        } catch (Throwable e) { // whatever a step throws is that step's failure
            how = new End.Threw<>(e);
        } finally {
            interrupts.close();
        }
        finish(how);
    }

    private End<T> work() throws Exception {
        cancellation.throwIfCancelled();
        StepContext shown = context;
        if (shown == null) {
            throw new IllegalStateException("a try was begun without a context");
        }
        StepResult<T> result =
                Objects.requireNonNull(step.work().run(shown), "a step's work must return a result, not null");
        T output = result.output();
        return new End.Returned<>(result, output == null || !step.keepsOutput() ? null : step.write(output));
    }

    private void finish(End<T> how) {
        lock.lock();
        try {
            if (end == null) {
                end = how;
                changed.signalAll();
                return;
            }
        } finally {
            lock.unlock();
        }
        LOG.warn("step={} ended long after it was told to stop: what it did is ignored", step.name());
    }

    /** Waits until the try has ended, or was given up. Called once. */
    End<T> await() {
        var registration = cancellation.onCancel(this::stop);
        boolean timedOut = false;
        try {
            while (!endedInTime()) {
                if (isStopping()) {
                    return giveUp(timedOut);
                }
                timedOut =
                        cancellation.cancel("step '" + step.name() + "' took longer than " + DurationText.of(timeout));
            }
        } finally {
            registration.close();
            cancellation.close();
        }
        return timedOut ? new End.TimedOut<>(null) : ended();
    }

    private boolean endedInTime() {
        lock.lock();
        boolean interrupted = false;
        try {
            while (end == null) {
                long left = limitNanos - worked();
                if (left <= 0 && !inParts) {
                    return false;
                }
                try {
                    changed.await(inParts ? Long.MAX_VALUE : left, TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From now on it has only the grace left. */
    private void stop() {
        lock.lock();
        try {
            stopping = true;
            limitNanos = worked() + grace.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopping() {
        lock.lock();
        try {
            return stopping;
        } finally {
            lock.unlock();
        }
    }

    private End<T> giveUp(boolean timedOut) {
        lock.lock();
        try {
            if (end != null) {
                return timedOut ? new End.TimedOut<>(null) : end;
            }
            end = timedOut ? new End.TimedOut<>(thread) : new End.Abandoned<>(thread);
            LOG.warn(
                    "step={} does not stop though it was told to {} ago; thread '{}' is left to itself",
                    step.name(),
                    DurationText.of(grace),
                    thread == null ? "?" : thread.getName());
            return end;
        } finally {
            lock.unlock();
        }
    }

    private End<T> ended() {
        lock.lock();
        try {
            End<T> how = end;
            if (how == null) {
                throw new IllegalStateException("step '" + step.name() + "' has not ended");
            }
            return how;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the step may still be heard. */
    boolean isOpen() {
        lock.lock();
        try {
            return end == null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Stops the time, since the step now waits for its parts.
     *
     * @throws CancelledException if the step is told to stop
     */
    void enterParts() {
        cancellation.throwIfCancelled();
        lock.lock();
        try {
            if (stopping || end != null) {
                throw new CancelledException("step '" + step.name() + "' was told to stop");
            }
            if (inParts) {
                throw new IllegalStateException(
                        "step '" + step.name() + "' already runs parts: begin others when these have ended");
            }
            workedNanos = worked();
            inParts = true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the time go on. */
    void leaveParts() {
        lock.lock();
        try {
            inParts = false;
            resumedAt = System.nanoTime();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long worked() {
        return inParts ? workedNanos : workedNanos + System.nanoTime() - resumedAt;
    }
}
