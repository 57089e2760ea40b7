package io.banditpipeline.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches the heap while something runs. What is used right after a full collection is alive; between collections the
 * heap also holds garbage, as much as the limit allows, which says nothing about the program.
 */
public final class HeapWatch implements AutoCloseable {
    private static final double MIB = 1L << 20;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread sampler;
    private volatile long peakLiveBytes;

    /** @param everyMillis how long to wait between two full collections */
    public HeapWatch(long everyMillis) {
        sampler = new Thread(() -> sampleUntilClosed(everyMillis), "heap-watch");
        sampler.start();
    }

    private void sampleUntilClosed(long everyMillis) {
        try {
            do {
                sample();
            } while (!closed.await(everyMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sample() {
        memory.gc();
        peakLiveBytes = Math.max(peakLiveBytes, memory.getHeapMemoryUsage().getUsed());
    }

    /** The most that was alive at a sample, in MiB. */
    public double peakLiveMib() {
        return peakLiveBytes / MIB;
    }

    /** The sum of the highest uses of all pools of the heap since the start, garbage included, in MiB. */
    public static double peakUsedMib() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                / MIB;
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
