package io.banditpipeline.workflow;

/** A cancellation that never comes. */
enum Uncancellable implements Cancellation {
    INSTANCE;

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void throwIfCancelled() {
        // It never is.
    }

    @Override
    public Registration onCancel(Runnable action) {
        return () -> {};
    }
}
