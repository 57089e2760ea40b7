package io.banditpipeline.jooq.internal.schedule;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of a scheduler: those that run slots, the one that polls, and those that tell and watch heartbeats. None
 * is there before there is work for it.
 *
 * @param slots run slots
 * @param poll looks for what is due
 * @param pulse tells heartbeats and watches those of others; none of them waits for another
 */
record Threads(ExecutorService slots, ExecutorService poll, ScheduledExecutorService pulse) {
    private static final int PULSES = 3;

    static Threads of(SchedulerSettings settings) {
        return new Threads(
                new SlotThreads(settings.threads(), named("slot")),
                Executors.newSingleThreadExecutor(named("poll")),
                Executors.newScheduledThreadPool(PULSES, named("pulse")));
    }

    /** Threads that do not keep the process from ending: what they do survives that. */
    private static ThreadFactory named(String role) {
        AtomicInteger count = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, "bandit-pipeline-scheduler-" + role + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
