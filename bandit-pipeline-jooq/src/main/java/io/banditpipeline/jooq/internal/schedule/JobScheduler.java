package io.banditpipeline.jooq.internal.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler.Job;
import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Jobs in a table and the db-scheduler that runs them. Not thread-safe, but for {@link #jobs} and {@link #pause}; to be
 * started and closed once.
 */
public final class JobScheduler {
    /** db-scheduler takes two to stop its polling and its heartbeats if the database hangs. */
    private static final Duration FOR_THE_DATABASE = Duration.ofSeconds(12);

    /** Jobs that this instance does not know are another one's, however old they are. */
    private static final Duration NEVER = Duration.ofDays(1_000_000);

    /** {@link SilentInstances} finds the dead; db-scheduler, which compares clocks, is to find none. */
    private static final Duration CENTURY = Duration.ofDays(36_500);

    private static final double POLL_AGAIN_BELOW = 0.5;

    private final Database database;
    private final SchedulerSettings settings;
    private final JdbcCustomization columns;
    private final JobTable table;
    private final RunningJobs running = new RunningJobs();
    private volatile @Nullable Scheduler scheduler;

    /** @param database where the jobs are */
    public JobScheduler(Database database, SchedulerSettings settings) {
        this.database = database;
        this.settings = settings;
        this.columns = Columns.of(database.engine());
        this.table = new JobTable(database, columns);
    }

    /** Adds the jobs to the table where they are unknown, and begins to run them. */
    public void start(Map<JobSpec, Job> jobs) {
        jobs.keySet().forEach(this::register);
        List<Task<?>> tasks = new ArrayList<>();
        Persistence persistence = new Persistence(Waiter.realTime(), settings.pollInterval());
        jobs.forEach((spec, job) -> tasks.add(new JobTask(spec, job, table, running, persistence, settings.clock())));
        Threads threads = Threads.of(settings);
        Scheduler started = build(tasks, threads);
        scheduler = started;
        started.start();
        long heartbeat = settings.heartbeat().toMillis();
        var unused = threads.pulse()
                .scheduleWithFixedDelay(
                        new SilentInstances(table, running, started::triggerCheckForDueExecutions),
                        heartbeat,
                        heartbeat,
                        TimeUnit.MILLISECONDS);
    }

    private Scheduler build(List<Task<?>> tasks, Threads threads) {
        return new PollingBuilder(database.readers(), tasks)
                .tableName(database.names().qualified(JobTable.NAME))
                .jdbcCustomization(columns)
                .commitWhenAutocommitDisabled(true)
                .serializer(new JobStateText())
                .schedulerName(new SchedulerName.Fixed(settings.instance()))
                .clock(settings.clock()::instant)
                .threads(settings.threads())
                .executorService(threads.slots())
                .dueExecutor(threads.poll())
                .housekeeperExecutor(threads.pulse())
                .pollingInterval(settings.pollInterval())
                .pollUsingFetch(POLL_AGAIN_BELOW, SlotThreads.FOUND_PER_THREAD)
                .enableImmediateExecution()
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit((int) Math.min(
                        Integer.MAX_VALUE,
                        CENTURY.toMillis() / settings.heartbeat().toMillis()))
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(waitTwice())
                .addSchedulerListener(running)
                .build();
    }

    /** How the jobs stand. */
    public List<JobStatus> jobs(SortedMap<String, JobSpec> specs) {
        Map<String, JobRow> rows = table.all().stream().collect(Collectors.toMap(JobRow::job, Function.identity()));
        return specs.values().stream()
                .map(spec -> status(spec, rows.get(spec.name())))
                .toList();
    }

    /** Pauses or resumes a job. */
    public void pause(JobSpec spec, boolean paused) {
        register(spec);
        table.pause(spec.name(), paused);
        Scheduler started = scheduler;
        if (started != null && !paused) {
            started.triggerCheckForDueExecutions();
        }
    }

    /** Tells what is being run to stop, interrupts it if it does not, and ends the threads. */
    public void close() {
        running.close();
        Scheduler started = scheduler;
        if (started != null) {
            started.stop();
        }
    }

    private void register(JobSpec spec) {
        table.register(spec, settings.clock().instant());
    }

    /** db-scheduler waits once for slots to end, then interrupts them and waits again. */
    private Duration waitTwice() {
        Duration all = settings.closeWithin();
        Duration slots = all.minus(FOR_THE_DATABASE);
        return (slots.compareTo(all.dividedBy(2)) < 0 ? all.dividedBy(2) : slots).dividedBy(2);
    }

    private JobStatus status(JobSpec spec, @Nullable JobRow row) {
        if (row == null) {
            Instant next = spec.trigger().next(settings.clock().instant());
            return new JobStatus(spec, next, JobTable.begins(spec, next), false, null, false, 0, 0);
        }
        JobState state = row.state();
        return new JobStatus(
                spec,
                state.slot(),
                row.begins(),
                row.picked(),
                row.picked() ? row.instance() : null,
                row.paused(),
                state.failures(),
                state.skipped());
    }
}
