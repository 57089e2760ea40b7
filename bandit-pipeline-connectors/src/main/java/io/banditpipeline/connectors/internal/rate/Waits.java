package io.banditpipeline.connectors.internal.rate;

import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;

/** Waiting that ends at once when the work is told to stop. */
public final class Waits {
    private Waits() {}

    /**
     * Waits.
     *
     * @param duration how long; not at all unless it is positive
     * @throws CancelledException if the work was told to stop before or meanwhile, or the thread was interrupted, whose
     *     interrupted status then stays set
     */
    @SuppressWarnings("try") // the registration is only held
    public static void await(Waiter waiter, Duration duration, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        if (duration.isNegative() || duration.isZero()) {
            return;
        }
        Sleeper sleeper = new Sleeper(Thread.currentThread());
        try (Cancellation.Registration registered = cancellation.onCancel(sleeper::wake)) {
            waiter.await(duration);
            sleeper.awake(false);
        } catch (InterruptedException e) {
            if (!sleeper.awake(true)) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while waiting " + duration);
            }
        }
        cancellation.throwIfCancelled();
    }

    /** A thread that waits: it is interrupted when the work is told to stop, but not once it is awake. */
    private static final class Sleeper {
        private final Thread thread;
        private boolean awake;
        private boolean woken;

        private Sleeper(Thread thread) {
            this.thread = thread;
        }

        private synchronized void wake() {
            if (!awake) {
                woken = true;
                thread.interrupt();
            }
        }

        /** Ends the wait, and takes back an interrupt of ours that was not noticed. Returns whether there was one. */
        private synchronized boolean awake(boolean noticed) {
            awake = true;
            if (woken && !noticed) {
                Thread.interrupted();
            }
            return woken;
        }
    }
}
