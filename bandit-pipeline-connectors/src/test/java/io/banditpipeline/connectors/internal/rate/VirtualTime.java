package io.banditpipeline.connectors.internal.rate;

import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Time that moves on only when every thread waits, and then to the end of the shortest wait: what threads see of it is
 * exact, however slow they are.
 */
final class VirtualTime implements InstantSource, Waiter {
    static final Instant START = Instant.parse("2026-03-01T06:00:00Z");

    private final PriorityQueue<Instant> ends = new PriorityQueue<>();
    private Instant now = START;
    private int running;

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void await(Duration duration) throws InterruptedException {
        Instant end = now.plus(duration);
        ends.add(end);
        running--;
        moveOn();
        while (now.isBefore(end)) {
            wait();
        }
    }

    /** Moves to the next end if nobody runs; those who waited for it run again. */
    private void moveOn() {
        if (running > 0 || ends.isEmpty()) {
            return;
        }
        Instant next = ends.peek();
        now = next.isAfter(now) ? next : now;
        while (!ends.isEmpty() && !ends.peek().isAfter(now)) {
            ends.remove();
            running++;
        }
        notifyAll();
    }

    private synchronized void finished() {
        running--;
        moveOn();
    }

    /** Runs all side by side, each in a thread of its own, and returns what they made. */
    <T> List<T> run(List<Callable<T>> works) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(works.size());
        try {
            synchronized (this) {
                running += works.size();
            }
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> work : works) {
                futures.add(threads.submit(() -> {
                    try {
                        return work.call();
                    } finally {
                        finished();
                    }
                }));
            }
            List<T> made = new ArrayList<>();
            for (Future<T> future : futures) {
                made.add(future.get());
            }
            return made;
        } finally {
            threads.shutdownNow();
        }
    }
}
