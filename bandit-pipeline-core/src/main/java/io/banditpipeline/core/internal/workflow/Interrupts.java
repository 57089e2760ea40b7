package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.workflow.Cancellation;

/**
 * Interrupts the thread that made it when something is cancelled, but only until it is closed: so that the interrupt
 * cannot hit what the thread does next, such as writing to the database.
 */
final class Interrupts implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Cancellation.Registration registration;
    private boolean open = true;
    private boolean interrupted;

    private Interrupts(Cancellation cancellation) {
        registration = cancellation.onCancel(this::interrupt);
    }

    /** Interrupts this thread on cancellation, at once if that has come. */
    static Interrupts of(Cancellation cancellation) {
        return new Interrupts(cancellation);
    }

    private synchronized void interrupt() {
        if (open) {
            interrupted = true;
            thread.interrupt();
        }
    }

    /** Interrupts no more, and clears the thread's interrupted status if that came from here. */
    @Override
    public void close() {
        registration.close();
        synchronized (this) {
            open = false;
            if (interrupted) {
                Thread.interrupted();
            }
        }
    }
}
