package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what became of a slot, however long the database is away: a slot that is done would otherwise be run
 * again. This class is thread-safe.
 *
 * @param waiter waits between two tries
 * @param pause how long
 */
record Persistence(Waiter waiter, Duration pause) {
    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);

    /**
     * Writes until it is written, until it turns out that the job is another instance's now, or until it is told to
     * stop: another instance begins the slot again then.
     */
    void write(String job, Cancellation cancellation, Runnable write) {
        for (boolean tried = false; ; tried = true) {
            try {
                write.run();
                return;
            } catch (ExecutionException gone) {
                LOG.warn(
                        "job={} was taken over by another instance, or its row was removed: what became of its slot"
                                + " here is not written down",
                        job);
                return;
            } catch (SQLRuntimeException failure) {
                if (cancellation.isCancelled()) {
                    throw failure;
                }
                if (!tried) {
                    LOG.warn(
                            "job={}: the end of its slot could not be written down; trying again until it can",
                            job,
                            failure);
                }
                await(failure);
            }
        }
    }

    private void await(SQLRuntimeException failure) {
        try {
            waiter.await(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(interrupted);
            throw failure;
        }
    }
}
