package io.banditpipeline.jooq.internal.schedule;

import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cancellation that can come. This class is thread-safe. */
final class CancellationSource implements Cancellation {
    private static final Logger LOG = LoggerFactory.getLogger(CancellationSource.class);

    private final Set<Action> actions = new LinkedHashSet<>();
    private @Nullable String reason;

    /** Cancels, if that has not been done, and runs the actions in the calling thread. */
    void cancel(String why) {
        List<Action> waiting;
        synchronized (actions) {
            if (reason != null) {
                return;
            }
            reason = why;
            waiting = new ArrayList<>(actions);
            actions.clear();
        }
        waiting.forEach(Action::run);
    }

    @Override
    public boolean isCancelled() {
        return reason() != null;
    }

    @Override
    public void throwIfCancelled() {
        String why = reason();
        if (why != null) {
            throw new CancelledException(why);
        }
    }

    @Override
    public Registration onCancel(Runnable work) {
        Action action = new Action(work);
        synchronized (actions) {
            if (reason == null) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        action.run();
        return () -> {};
    }

    private void remove(Action action) {
        synchronized (actions) {
            actions.remove(action);
        }
    }

    private @Nullable String reason() {
        synchronized (actions) {
            return reason;
        }
    }

    /** An action by identity: the same one may be asked for twice. */
    private static final class Action {
        private final Runnable work;

        Action(Runnable work) {
            this.work = work;
        }

        /** One action that fails does not keep the others from stopping their work. */
        void run() {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.warn("an action on cancellation failed", failure);
            }
        }
    }
}
