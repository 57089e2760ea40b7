package io.banditpipeline.testkit.schedule;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which threads there are, to see that closing something leaves none. The JDK's own, which come and go by themselves,
 * are left out.
 */
public final class LiveThreads {
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

    private static boolean isOfTheJdk(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || group.getName().equals("InnocuousThreadGroup")
                || thread.getName().startsWith("ForkJoinPool.commonPool");
    }
}
