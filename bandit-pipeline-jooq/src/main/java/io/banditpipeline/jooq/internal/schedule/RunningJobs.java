package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What this instance is running, from when it is picked until its end is written down. This class is thread-safe. */
final class RunningJobs extends AbstractSchedulerListener {
    private static final Logger LOG = LoggerFactory.getLogger(RunningJobs.class);
    private static final String CLOSED =
            "The scheduler is closing: the slot is begun again by another instance, or after the next start";

    private final Map<Key, CancellationSource> running = new ConcurrentHashMap<>();
    private final CancellationSource closing = new CancellationSource(RunningJobs::broken);

    /**
     * A job as it was picked.
     *
     * @param job its name
     * @param version its version then
     */
    record Key(String job, long version) {
        static Key of(Execution execution) {
            return new Key(execution.getTaskName(), execution.version);
        }
    }

    @Override
    public void onExecutionStart(CurrentlyExecuting started) {
        start(Key.of(started.getExecution()));
    }

    @Override
    public void onExecutionComplete(ExecutionComplete completed) {
        running.remove(Key.of(completed.getExecution()));
    }

    /** What tells a job that was picked to stop. */
    Cancellation start(Key key) {
        CancellationSource source =
                running.computeIfAbsent(key, unknown -> new CancellationSource(RunningJobs::broken));
        if (closing.isCancelled()) {
            source.cancel(CLOSED);
        }
        return source;
    }

    /** What runs at the moment. */
    Set<Key> keys() {
        return Set.copyOf(running.keySet());
    }

    /** Tells one to stop because it is another instance's now. */
    void lose(Key key) {
        CancellationSource source = running.get(key);
        if (source != null) {
            source.cancel("Job " + key.job() + " is no longer this instance's: it was silent for too long, and another"
                    + " one has taken the slot over");
        }
    }

    /** Tells all to stop, also those that begin later. */
    void close() {
        closing.cancel(CLOSED);
        running.values().forEach(source -> source.cancel(CLOSED));
    }

    /** Whether all were told to stop. */
    boolean isClosing() {
        return closing.isCancelled();
    }

    /** One action that fails does not keep the others from stopping their work. */
    private static void broken(RuntimeException failure) {
        LOG.warn("an action on cancellation failed", failure);
    }
}
