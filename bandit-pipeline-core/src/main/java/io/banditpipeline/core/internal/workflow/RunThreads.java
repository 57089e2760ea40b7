package io.banditpipeline.core.internal.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one run. They are daemons, so that a step that cannot be stopped does not keep the host's process
 * alive; an orderly end does not lean on that, since the thread that runs the workflow waits for all others.
 */
final class RunThreads {
    private final Set<Thread> alive = ConcurrentHashMap.newKeySet();
    private final Set<Thread> abandoned = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();
    private final String prefix;
    private final ExecutorService pool;

    RunThreads(String workflow) {
        prefix = "bandit-pipeline-" + workflow + "-";
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), this::newThread);
    }

    private Thread newThread(Runnable work) {
        Thread thread = new Thread(() -> runIn(work), prefix + numbers.incrementAndGet());
        thread.setDaemon(true);
        alive.add(thread);
        return thread;
    }

    private void runIn(Runnable work) {
        try {
            work.run();
        } finally {
            alive.remove(Thread.currentThread());
        }
    }

    void execute(Runnable work) {
        pool.execute(work);
    }

    /** Waits for a thread no longer: its step does not stop. */
    void abandon(Thread thread) {
        abandoned.add(thread);
    }

    /**
     * Ends the threads that are idle and waits for those that were not abandoned.
     *
     * @return those that are still alive when the time is over
     */
    List<Thread> end(Duration limit) {
        pool.shutdown();
        long start = System.nanoTime();
        List<Thread> left = new ArrayList<>();
        for (Thread thread : alive) {
            Duration rest = limit.minusNanos(System.nanoTime() - start);
            if (!abandoned.contains(thread) && !Patience.join(thread, rest)) {
                left.add(thread);
            }
        }
        return left;
    }
}
