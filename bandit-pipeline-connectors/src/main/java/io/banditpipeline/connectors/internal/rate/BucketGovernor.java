package io.banditpipeline.connectors.internal.rate;

import io.banditpipeline.connectors.internal.rate.Buckets.Ticket;
import io.banditpipeline.connectors.internal.rate.Buckets.Turn;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One user's way to the limits that all users of a credential share; each waits in its own way. Thread-safe. */
final class BucketGovernor implements Governor {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final SharedLimits limits;
    private final Waiter waiter;

    BucketGovernor(SharedLimits limits, Waiter waiter) {
        this.limits = limits;
        this.waiter = waiter;
    }

    @Override
    public Permit acquire(List<BucketSpec> buckets, Duration longestWait, Cancellation cancellation) {
        cancellation.throwIfCancelled();
        limits.outage().check();
        Duration pace = limits.pace().next();
        if (!pace.isZero()) {
            Waits.await(waiter, pace, cancellation);
        }
        Instant end = limits.clock().instant().plus(longestWait);
        Ticket ticket = limits.buckets().join(buckets, end);
        try {
            awaitTurn(ticket, end, longestWait.toNanos(), cancellation);
        } finally {
            limits.buckets().leave(ticket);
        }
        boolean entered = false;
        try {
            limits.outage().enter();
            entered = true;
        } finally {
            if (!entered) {
                limits.buckets().end(ticket);
            }
        }
        return new OnePermit(ticket);
    }

    private void awaitTurn(Ticket ticket, Instant end, long longestNanos, Cancellation cancellation) {
        long nanos = longestNanos;
        while (true) {
            Turn turn = limits.buckets().take(ticket);
            if (turn instanceof Turn.Later later) {
                if (limits.clock().instant().plus(later.delay()).isAfter(end)) {
                    throw tooLong(later.bucket(), later.delay());
                }
                Waits.await(waiter, later.delay().compareTo(SHORTEST) < 0 ? SHORTEST : later.delay(), cancellation);
            } else if (turn instanceof Turn.Busy busy) {
                nanos = limits.buckets().awaitEnd(ticket, nanos, cancellation);
                if (nanos <= 0) {
                    throw tooLong(busy.bucket(), SHORTEST);
                }
            } else {
                return;
            }
        }
    }

    private SourceException tooLong(String bucket, Duration left) {
        return new SourceException(
                Kind.THROTTLED,
                limits.platform() + " takes no more calls of \"" + bucket + "\" for another " + left
                        + ", which is too long to wait here: the call was not made",
                null,
                left);
    }

    @Override
    public void observe(List<Usage> usages) {
        limits.buckets().observe(usages);
    }

    @Override
    public void pause(String bucket, Duration delay) {
        limits.buckets().pause(bucket, delay);
    }

    /** How many buckets are kept. */
    int size() {
        return limits.buckets().size();
    }

    private final class OnePermit implements Permit {
        private final Ticket ticket;
        private final AtomicBoolean told = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();

        private OnePermit(Ticket ticket) {
            this.ticket = ticket;
        }

        @Override
        public void answered() {
            if (told.compareAndSet(false, true)) {
                limits.outage().answered();
            }
        }

        @Override
        public void failed() {
            if (told.compareAndSet(false, true)) {
                limits.outage().failed();
            }
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                if (told.compareAndSet(false, true)) {
                    limits.outage().unused();
                }
                limits.buckets().end(ticket);
            }
        }
    }
}
