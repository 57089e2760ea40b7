package io.banditpipeline.core.internal.workflow;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends the lease of a run three times as often as needed, in real time, and hears what somebody wants of the run.
 * Its thread lives only while the run is under way.
 */
final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS_PER_LEASE = 3;

    private final String runId;
    private final Runnable beat;
    private final ScheduledExecutorService beats;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    private Heartbeat(String workflow, String runId, Runnable beat) {
        this.runId = runId;
        this.beat = beat;
        beats = Executors.newSingleThreadScheduledExecutor(work -> newThread(workflow, work));
    }

    /** Begins. */
    static Heartbeat start(String workflow, String runId, Duration lease, Runnable beat) {
        Heartbeat heartbeat = new Heartbeat(workflow, runId, beat);
        long nanos = Math.max(1, lease.toNanos() / BEATS_PER_LEASE);
        // The executor holds the task; what it throws is logged by the task.
        var unused = heartbeat.beats.scheduleAtFixedRate(heartbeat::run, nanos, nanos, TimeUnit.NANOSECONDS);
        return heartbeat;
    }

    private void run() {
        try {
            beat.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("run={} its lease could not be extended; the next beat tries again", runId, e);
        }
    }

    /** Ends, and waits for a beat that is under way. */
    void stop(Duration limit) {
        beats.shutdown();
        Thread last = thread.get();
        if (last != null && !Patience.join(last, limit)) {
            LOG.warn("run={} a beat of its lease still waits for the database", runId);
        }
    }

    /** A daemon, so that a database that never answers does not keep the host's process alive. */
    private Thread newThread(String workflow, Runnable work) {
        Thread made = new Thread(work, "bandit-pipeline-" + workflow + "-heartbeat");
        made.setDaemon(true);
        thread.set(made);
        return made;
    }
}
