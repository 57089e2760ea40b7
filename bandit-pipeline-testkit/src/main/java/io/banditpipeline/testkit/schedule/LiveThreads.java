package io.banditpipeline.testkit.schedule;

import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which threads there are, to see that closing something leaves none. The JDK's own, which come and go by themselves,
 * are left out.
 */
public final class LiveThreads {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(5);

    private LiveThreads() {}

    /** All of them. */
    public static Set<Thread> now() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfTheJdk(thread))
                .collect(Collectors.toSet());
    }

    /** Threads that were not there before. */
    public static Set<Thread> since(Set<Thread> before) {
        Set<Thread> added = new HashSet<>(now());
        added.removeAll(before);
        return added;
    }

    /**
     * Threads that were not there before, once no more than some of them are left, or after ten seconds: on a busy
     * machine a thread whose work has ended may live a while.
     */
    public static Set<Thread> leftSince(Set<Thread> before, int atMost) throws InterruptedException {
        Set<Thread> left = since(before);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (left.size() > atMost && System.nanoTime() < giveUp) {
            Waiter.realTime().await(PAUSE);
            left = since(before);
        }
        return left;
    }

    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup")
                || thread.getName().startsWith("ForkJoinPool.commonPool");
    }
}
