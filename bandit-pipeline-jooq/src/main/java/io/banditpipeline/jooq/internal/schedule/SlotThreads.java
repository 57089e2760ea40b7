package io.banditpipeline.jooq.internal.schedule;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that run slots, and a queue that is as long as what one poll finds. Each poll puts all that is due into
 * the queue and makes what is still there stale: so the oldest gives way, and the queue does not grow while long jobs
 * keep the threads (R15).
 */
final class SlotThreads extends ThreadPoolExecutor {
    /** How many due jobs a poll finds for each thread, as db-scheduler has it. */
    static final double FOUND_PER_THREAD = 3;

    private static final Logger LOG = LoggerFactory.getLogger(SlotThreads.class);

    SlotThreads(int threads, ThreadFactory factory) {
        super(
                threads,
                threads,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>((int) (FOUND_PER_THREAD * threads)),
                factory,
                new DiscardOldestPolicy());
    }

    @Override
    public void execute(Runnable command) {
        super.execute(() -> run(command));
    }

    /** A job that could not be picked, because the database failed, is found again by the next poll. */
    private static void run(Runnable command) {
        try {
            command.run();
        } catch (RuntimeException failure) {
            LOG.warn("a job that is due could not be picked; the next poll tries again", failure);
        }
    }
}
