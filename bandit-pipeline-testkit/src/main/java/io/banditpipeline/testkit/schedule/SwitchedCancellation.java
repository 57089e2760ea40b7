package io.banditpipeline.testkit.schedule;

import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Is cancelled once, for good. This class is thread-safe. */
final class SwitchedCancellation implements Cancellation {
    private final Set<Action> actions = new LinkedHashSet<>();
    private boolean cancelled;

    void cancel() {
        List<Action> all;
        synchronized (this) {
            cancelled = true;
            all = List.copyOf(actions);
            actions.clear();
        }
        all.forEach(Action::run);
    }

    @Override
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancelledException("the scheduler was closed");
        }
    }

    @Override
    public Registration onCancel(Runnable action) {
        Action registered = new Action(action);
        synchronized (this) {
            if (!cancelled) {
                actions.add(registered);
                return () -> takeBack(registered);
            }
        }
        registered.run();
        return () -> takeBack(registered);
    }

    private synchronized void takeBack(Action action) {
        actions.remove(action);
    }

    /** One registration: the same runnable may be registered twice, so it is told apart by identity. */
    private static final class Action {
        private final Runnable runnable;

        Action(Runnable runnable) {
            this.runnable = runnable;
        }

        void run() {
            runnable.run();
        }
    }
}
