package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.AlertSink;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to one sink, in order, in a thread that lives only while there is something to deliver. Thread-safe; nothing
 * but {@link #await} and {@link #close} waits.
 */
final class SinkLane {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLane.class);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);

    private final AlertSink sink;
    private final InstantSource clock;
    private final DeskSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private final Deque<Pending> queue = new ArrayDeque<>();
    private final List<Pending> failed = new ArrayList<>();
    private @Nullable Thread worker;
    private @Nullable Instant busySince;
    private boolean closed;

    SinkLane(AlertSink sink, InstantSource clock, DeskSettings settings) {
        this.sink = sink;
        this.clock = clock;
        this.settings = settings;
    }

    /** A delivery and how often it has failed. */
    private record Pending(Delivery delivery, int failures) {
        boolean isRaiseOf(AlertKey key) {
            return delivery instanceof Delivery.Raised && delivery.key().equals(key);
        }

        Pending failedAgain() {
            return new Pending(delivery, failures + 1);
        }
    }

    /** Delivers as soon as the sink is free, after all that has failed before. */
    void offer(Delivery delivery) {
        lock.lock();
        try {
            if (closed) {
                LOG.warn("alert={} not delivered, since the pipeline is closed", delivery.key());
                return;
            }
            AlertKey key = delivery.key();
            boolean unheard = delivery instanceof Delivery.Resolved && failed.removeIf(was -> was.isRaiseOf(key));
            if (!unheard) {
                failed.removeIf(was -> was.isRaiseOf(key)); // a later one of the same alert stands for it
                queue.addLast(new Pending(delivery, 0));
            }
            goOn();
        } finally {
            lock.unlock();
        }
    }

    /** Tries again what has failed, and interrupts a delivery that takes too long. */
    void retry() {
        lock.lock();
        try {
            if (!closed) {
                goOn();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all was delivered or has failed; whether that was so in time. */
    boolean await(Duration limit) {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (worker != null && nanos > 0) {
                nanos = idle.awaitNanos(nanos);
            }
            return worker == null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses what comes later, waits for what was begun, then breaks it off. */
    void close(Duration limit) {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        if (!await(limit)) {
            breakOff();
            if (!await(AFTER_INTERRUPT)) {
                LOG.warn("sink={} neither delivers nor heeds its interrupt; its thread is a daemon", name());
            }
        }
        lock.lock();
        try {
            failed.forEach(was -> LOG.warn(
                    "sink={} alert={} was not delivered", name(), was.delivery().key()));
            failed.clear();
        } finally {
            lock.unlock();
        }
    }

    private void breakOff() {
        lock.lock();
        try {
            queue.forEach(left -> LOG.warn(
                    "sink={} alert={} was not delivered",
                    name(),
                    left.delivery().key()));
            queue.clear();
            if (worker != null) {
                worker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    private void goOn() {
        for (int i = failed.size() - 1; i >= 0; i--) {
            queue.addFirst(failed.get(i));
        }
        failed.clear();
        while (queue.size() > settings.queueLimit()) {
            LOG.error(
                    "sink={} alert={} dropped, since too many wait",
                    name(),
                    dropped().delivery().key());
        }
        interruptIfStuck();
        if (worker == null && !queue.isEmpty()) {
            worker = new Thread(this::work, "bandit-pipeline-alerts");
            worker.setDaemon(true);
            worker.start();
        }
    }

    /** The oldest of the least severe. */
    private Pending dropped() {
        Pending least = queue.getFirst();
        for (Pending pending : queue) {
            if (pending.delivery()
                            .alert()
                            .severity()
                            .compareTo(least.delivery().alert().severity())
                    < 0) {
                least = pending;
                break;
            }
        }
        queue.remove(least);
        return least;
    }

    private void interruptIfStuck() {
        Instant since = busySince;
        Thread busy = worker;
        if (busy != null
                && since != null
                && since.plus(settings.deliveryLimit()).isBefore(clock.instant())) {
            LOG.warn("sink={} has been delivering since {}: interrupted", name(), since);
            busySince = clock.instant();
            busy.interrupt();
        }
    }

    private void work() {
        for (Pending next = next(); next != null; next = next()) {
            try {
                next.delivery().to(sink);
            } catch (Throwable e) { // whatever a host's sink throws must disturb nothing
                note(next.failedAgain(), e);
            }
        }
    }

    private @Nullable Pending next() {
        lock.lock();
        try {
            boolean interrupted = Thread.interrupted(); // meant for the delivery before, which is over
            Pending next = queue.pollFirst();
            busySince = next == null ? null : clock.instant();
            if (next == null) {
                worker = null;
                idle.signalAll();
            } else if (interrupted) {
                LOG.debug("sink={} goes on after an interrupt", name());
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void note(Pending pending, Throwable why) {
        boolean last = pending.failures() >= settings.maxTries();
        LOG.warn(
                "sink={} alert={} tries={} could not be delivered{}",
                name(),
                pending.delivery().key(),
                pending.failures(),
                last ? " and is given up" : "; it is tried again at the next occasion",
                why);
        lock.lock();
        try {
            if (!last) {
                failed.add(pending);
            }
        } finally {
            lock.unlock();
        }
    }

    private String name() {
        return sink.getClass().getSimpleName();
    }

    /** Waits, at most so long, for several lanes. */
    static boolean awaitAll(List<SinkLane> lanes, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean all = true;
        for (SinkLane lane : lanes) {
            all &= lane.await(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
        return all;
    }

    /** Closes several lanes within one bound. */
    static void closeAll(List<SinkLane> lanes, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        lanes.forEach(lane -> lane.close(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
    }
}
