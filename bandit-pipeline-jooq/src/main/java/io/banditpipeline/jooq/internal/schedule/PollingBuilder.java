package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/**
 * Builds a db-scheduler that waits between two polls by a clock which nobody can set: by the clock of the jobs, it
 * would not poll for an hour after that was set back by one.
 */
final class PollingBuilder extends SchedulerBuilder {
    PollingBuilder(DataSource dataSource, List<Task<?>> tasks) {
        super(dataSource, tasks);
    }

    @Override
    protected Waiter buildWaiter() {
        return new Waiter(poolingInterval, () -> Instant.ofEpochSecond(0, System.nanoTime()));
    }
}
