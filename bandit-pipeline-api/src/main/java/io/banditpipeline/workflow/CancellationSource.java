package io.banditpipeline.workflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cancellation, and the means to cancel: for those who write a {@link io.banditpipeline.schedule.Scheduler}, or test
 * work that can be stopped. It happens once: the first reason stays. A child is cancelled with its parent, but not the
 * other way round. This class is thread-safe.
 */
public final class CancellationSource implements Cancellation, AutoCloseable {
    private final Object lock = new Object();
    private final Set<Action> actions = new LinkedHashSet<>();
    private final Consumer<? super RuntimeException> broken;
    private @Nullable String reason;
    private @Nullable Registration withParent;

    /** An action of {@link #onCancel}, told apart by identity even if the same one is given twice. */
    private static final class Action {
        private final Runnable work;

        private Action(Runnable work) {
            this.work = work;
        }
    }

    /**
     * One that nothing cancels but {@link #cancel}.
     *
     * @param broken hears what an action throws; the others are run all the same, unless this throws, too
     */
    public CancellationSource(Consumer<? super RuntimeException> broken) {
        this.broken = Objects.requireNonNull(broken, "broken");
    }

    /**
     * One that is cancelled with a parent. {@link #close} it, so that a parent that lives long does not keep it.
     *
     * @param broken as of the constructor
     */
    public static CancellationSource childOf(Cancellation parent, Consumer<? super RuntimeException> broken) {
        CancellationSource child = new CancellationSource(broken);
        child.follow(parent);
        return child;
    }

    private void follow(Cancellation parent) {
        withParent = parent.onCancel(() -> cancel(reasonOf(parent)));
    }

    /** Why something is cancelled, as far as it tells; {@code ""} if it is not cancelled. */
    public static String reasonOf(Cancellation cancellation) {
        try {
            cancellation.throwIfCancelled();
            return "";
        } catch (CancelledException e) {
            return Failures.text(e);
        }
    }

    /**
     * Tells the work to stop and runs the actions of {@link #onCancel} in this thread.
     *
     * @param why who or what stops it, for a person
     * @return whether it was not cancelled before
     */
    public boolean cancel(String why) {
        List<Action> due;
        synchronized (lock) {
            if (reason != null) {
                return false;
            }
            reason = why;
            due = new ArrayList<>(actions);
            actions.clear();
        }
        due.forEach(action -> run(action.work));
        return true;
    }

    @Override
    public boolean isCancelled() {
        synchronized (lock) {
            return reason != null;
        }
    }

    @Override
    public void throwIfCancelled() {
        synchronized (lock) {
            if (reason != null) {
                throw new CancelledException(reason);
            }
        }
    }

    @Override
    public Registration onCancel(Runnable work) {
        Action action = new Action(work);
        synchronized (lock) {
            if (reason == null) {
                actions.add(action);
                return () -> remove(action);
            }
        }
        run(work);
        return () -> {};
    }

    /** Follows its parent no longer. What was cancelled stays so. */
    @Override
    public void close() {
        if (withParent != null) {
            withParent.close();
        }
    }

    private void remove(Action action) {
        synchronized (lock) {
            actions.remove(action);
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            broken.accept(e);
        }
    }
}
