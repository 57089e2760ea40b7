package io.banditpipeline.core.internal.workflow;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bounded number of steps work at a time. Whoever waits longest is not served first: the one that stands first
 * in the workflow is, so that a run with one permit always takes the same order. Thread-safe.
 */
final class Permits {
    private final PriorityQueue<Request> waiting =
            new PriorityQueue<>(Comparator.comparing(Request::place).thenComparing(Request::ticket));
    private int free;
    private long tickets;

    private record Request(Place place, long ticket, Runnable granted) {}

    Permits(int count) {
        free = count;
    }

    /**
     * Asks for a permit without waiting.
     *
     * @param granted run once, by this thread or the one that gives a permit back; it must not block
     */
    void request(Place place, Runnable granted) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(new Request(place, tickets++, granted));
                return;
            }
            free--;
        }
        granted.run();
    }

    private void release() {
        Request next = next();
        if (next != null) {
            next.granted().run();
        }
    }

    private synchronized @Nullable Request next() {
        Request next = waiting.poll();
        if (next == null) {
            free++;
        }
        return next;
    }

    /** A permit that was granted and can be given back for a while. Thread-safe. */
    final class Hold {
        private final Place place;
        private boolean held = true;

        Hold(Place place) {
            this.place = place;
        }

        /** Gives the permit back, if it is held. */
        void release() {
            synchronized (this) {
                if (!held) {
                    return;
                }
                held = false;
            }
            Permits.this.release();
        }

        /**
         * Asks for the permit again without waiting.
         *
         * @param then run when it is there, by this thread or the one that gives a permit back; it must not block
         */
        void reclaim(Runnable then) {
            request(place, () -> {
                synchronized (this) {
                    held = true;
                }
                then.run();
            });
        }

        /**
         * Waits for the permit, deaf to interrupts: permits come free in bounded time also when all is told to stop,
         * since a step that does not stop loses its own.
         */
        void acquire() {
            CountDownLatch granted = new CountDownLatch(1);
            reclaim(granted::countDown);
            Patience.await(granted);
        }
    }
}
