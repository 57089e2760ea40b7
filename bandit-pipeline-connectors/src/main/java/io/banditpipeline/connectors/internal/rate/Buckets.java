package io.banditpipeline.connectors.internal.rate;

import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * All buckets of a governor, and who waits for them. A call goes only if all of its buckets let it, and is counted in
 * all of them in the same moment. Among those that could go, the one whose buckets were asked least recently goes
 * first, so that an account with many calls does not starve another. Thread-safe.
 */
final class Buckets {
    /** More buckets than this are kept only while something is known of each. */
    static final int MANY = 1000;

    private static final Duration COURTESY = Duration.ofMillis(5);
    private static final int COURTESIES = 10;

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition changed = lock.newCondition();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();
    private final Set<Ticket> waiting = new LinkedHashSet<>();
    private long turns;
    private int sweepAt = MANY;

    Buckets(InstantSource clock) {
        this.clock = clock;
    }

    /** Someone who wants to make a call. */
    static final class Ticket {
        private final List<Bucket> buckets;
        private final Instant end;
        private int courtesies = COURTESIES;

        private Ticket(List<Bucket> buckets, Instant end) {
            this.buckets = buckets;
            this.end = end;
        }

        /** Whether there is time to let others go first. */
        private boolean mayBeCourteous(Instant now) {
            return courtesies > 0 && !now.plus(COURTESY).isAfter(end);
        }

        private Bucket last(Instant now) {
            return buckets.stream()
                    .max(Comparator.comparing(bucket -> bucket.freeAt(now)))
                    .orElseThrow();
        }

        private Instant freeAt(Instant now) {
            return buckets.isEmpty() ? now : last(now).freeAt(now);
        }

        private Optional<Bucket> busy() {
            return buckets.stream().filter(Bucket::isBusy).findFirst();
        }

        private boolean couldGo(Instant now) {
            return !freeAt(now).isAfter(now) && busy().isEmpty();
        }

        private boolean shares(Ticket other) {
            return buckets.stream().anyMatch(other.buckets::contains);
        }

        private long lastTurn() {
            return buckets.stream().mapToLong(Bucket::lastTurn).min().orElse(0);
        }
    }

    /** What a ticket may do. */
    sealed interface Turn {
        /** Make its call, which is counted. */
        record Now() implements Turn {}

        /** Wait until then, because of a bucket. */
        record Later(Duration delay, String bucket) implements Turn {}

        /** Wait until a call of a bucket has ended. */
        record Busy(String bucket) implements Turn {}
    }

    /**
     * Joins those who wait.
     *
     * @param end until when it waits
     */
    Ticket join(List<BucketSpec> specs, Instant end) {
        lock.lock();
        try {
            List<Bucket> mine = new ArrayList<>();
            for (BucketSpec spec : specs) {
                Bucket bucket = bucket(spec.name());
                bucket.know(spec);
                if (!mine.contains(bucket)) {
                    mine.add(bucket);
                }
            }
            Ticket ticket = new Ticket(List.copyOf(mine), end);
            waiting.add(ticket);
            return ticket;
        } finally {
            lock.unlock();
        }
    }

    /** Waits no more. */
    void leave(Ticket ticket) {
        lock.lock();
        try {
            waiting.remove(ticket);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the turn of a ticket, if it has come. */
    Turn take(Ticket ticket) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Instant free = ticket.freeAt(now);
            if (free.isAfter(now)) {
                return new Turn.Later(Duration.between(now, free), ticket.last(now).name);
            }
            Optional<Bucket> busy = ticket.busy();
            if (busy.isPresent()) {
                return new Turn.Busy(busy.get().name);
            }
            if (ticket.mayBeCourteous(now) && isAnothersTurn(ticket, now)) {
                ticket.courtesies--;
                return new Turn.Later(COURTESY, "");
            }
            waiting.remove(ticket);
            turns++;
            ticket.buckets.forEach(bucket -> bucket.begin(now, turns));
            return new Turn.Now();
        } finally {
            lock.unlock();
        }
    }

    private boolean isAnothersTurn(Ticket ticket, Instant now) {
        return waiting.stream()
                .anyMatch(other -> other.lastTurn() < ticket.lastTurn() && other.shares(ticket) && other.couldGo(now));
    }

    /**
     * Waits until a call has ended, in real time: calls take real time, whatever the clock shows.
     *
     * @param nanos the longest wait
     * @return what is left of it; not positive if nothing is
     */
    @SuppressWarnings("try") // the registration is only held
    long awaitEnd(Ticket ticket, long nanos, Cancellation cancellation) {
        lock.lock();
        try (Cancellation.Registration registered = cancellation.onCancel(this::wakeAll)) {
            long left = nanos;
            while (left > 0 && ticket.busy().isPresent()) {
                cancellation.throwIfCancelled();
                left = changed.awaitNanos(left);
            }
            cancellation.throwIfCancelled();
            return left;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for a call to end");
        } finally {
            lock.unlock();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The call of a ticket has ended. */
    void end(Ticket ticket) {
        lock.lock();
        try {
            ticket.buckets.forEach(Bucket::end);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void observe(Collection<Usage> usages) {
        lock.lock();
        try {
            Instant now = clock.instant();
            usages.forEach(usage -> bucket(usage.bucket()).observe(usage, now));
        } finally {
            lock.unlock();
        }
    }

    void pause(String name, Duration delay) {
        lock.lock();
        try {
            bucket(name).pause(clock.instant(), delay);
        } finally {
            lock.unlock();
        }
    }

    /** How many are kept. */
    int size() {
        lock.lock();
        try {
            return buckets.size();
        } finally {
            lock.unlock();
        }
    }

    private Bucket bucket(String name) {
        Bucket known = buckets.get(name);
        if (known != null) {
            return known;
        }
        if (buckets.size() >= sweepAt) {
            sweep();
        }
        Bucket fresh = new Bucket(name);
        buckets.put(name, fresh);
        return fresh;
    }

    /** Forgets what nobody waits for and of which nothing is known; seldom, so that it costs little for each call. */
    private void sweep() {
        Instant now = clock.instant();
        buckets.values()
                .removeIf(bucket ->
                        bucket.isIdle(now) && waiting.stream().noneMatch(ticket -> ticket.buckets.contains(bucket)));
        sweepAt = Math.max(MANY, 2 * buckets.size());
    }
}
