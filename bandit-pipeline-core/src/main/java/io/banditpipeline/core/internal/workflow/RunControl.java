package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a run goes on, and if not, why. Thread-safe. */
final class RunControl {
    private static final Logger LOG = LoggerFactory.getLogger(RunControl.class);

    private final AtomicReference<Duration> longestDelay = new AtomicReference<>(Duration.ZERO);
    /** What is wanted of a run, the weightiest last: a later one outdoes an earlier one, never the other way round. */
    enum Order {
        /** It goes on. */
        GO,
        /** Begin no more steps. */
        PAUSE,
        /** Break off, so that anybody can go on at once. */
        LAY_ASIDE,
        /** Break off for good. */
        CANCEL,
        /** Break off, since nothing can be kept. */
        STORE_AWAY,
        /** Break off, since the virtual machine is in trouble. */
        FATAL,
        /** Break off and write nothing more: the run is another instance's. */
        LOST
    }

    private final CancellationSource cancellation = new CancellationSource(RunControl::broken);
    private Order order = Order.GO;
    private String reason = "";
    private @Nullable Throwable cause;

    /** Tells every step of the run to stop. */
    Cancellation cancellation() {
        return cancellation;
    }

    synchronized Order order() {
        return order;
    }

    synchronized String reason() {
        return reason;
    }

    synchronized @Nullable Throwable cause() {
        return cause;
    }

    boolean isLost() {
        return order() == Order.LOST;
    }

    /** Whether a further step may begin. */
    boolean mayBegin() {
        return order() == Order.GO;
    }

    /** Obeys what somebody wants of the run. A pause can be taken back, a cancellation cannot. */
    void obey(Signal signal) {
        switch (signal) {
            case CANCEL -> stop(Order.CANCEL, "the run was cancelled", null);
            case PAUSE -> pause(Order.GO, Order.PAUSE);
            case NONE -> pause(Order.PAUSE, Order.GO);
        }
    }

    private synchronized void pause(Order from, Order to) {
        if (order == from) {
            order = to;
        }
    }

    /** Breaks the run off, so that it can be gone on with at once. */
    void layAside(String why) {
        stop(Order.LAY_ASIDE, why, null);
    }

    /** Breaks the run off, unless something weightier has. */
    void stop(Order wanted, String why, @Nullable Throwable by) {
        synchronized (this) {
            if (wanted.compareTo(order) <= 0) {
                return;
            }
            order = wanted;
            reason = why;
            cause = by;
        }
        cancellation.cancel(why);
    }

    /** Notes a delay that the other side of a step asks for and that is too long to sit out. */
    void delayed(Duration delay) {
        longestDelay.accumulateAndGet(delay, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }

    /** The longest of these delays; zero if there is none. */
    Duration longestDelay() {
        return Objects.requireNonNull(longestDelay.get());
    }

    /** An action of {@link CancellationSource#onCancel} failed: the others are run all the same. */
    static void broken(RuntimeException failure) {
        LOG.error("an action on cancellation broke", failure);
    }
}
