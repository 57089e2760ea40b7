package io.banditpipeline.workflow;

/** Tells work to stop. Implementations are thread-safe. */
public interface Cancellation {
    /** Whether the work is to stop. */
    boolean isCancelled();

    /**
     * Goes on only if the work may.
     *
     * @throws CancelledException if the work is to stop
     */
    void throwIfCancelled();

    /**
     * Runs an action when the work is told to stop, in the thread that tells it, or at once if it was told already: to
     * close a socket that the work is blocked on, for example. The action must not block.
     *
     * @return takes the action back when closed; closing it again does nothing
     */
    Registration onCancel(Runnable action);

    /** An action that can be taken back. */
    @FunctionalInterface
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Never stops anything. */
    static Cancellation never() {
        return Uncancellable.INSTANCE;
    }
}
