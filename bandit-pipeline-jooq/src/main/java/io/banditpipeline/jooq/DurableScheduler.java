package io.banditpipeline.jooq;

import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.schedule.JobScheduler;
import io.banditpipeline.jooq.internal.schedule.SchedulerSettings;
import io.banditpipeline.jooq.internal.sql.Database;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scheduler whose jobs are rows of a storage's table {@code scheduled_job}. What is due survives a restart, and
 * several instances that share the database share the jobs: of a job one slot runs at a time, in one of them.
 *
 * <pre>{@code
 * JooqStorage storage = JooqStorage.sqlite(Path.of("ads.db")).open();
 * Scheduler scheduler = DurableScheduler.on(storage).threads(8).build();
 * }</pre>
 *
 * <ul>
 *   <li>A slot is begun within the {@linkplain DurableSchedulerBuilder#pollInterval interval of polling}, if a thread
 *       is free.
 *   <li>The slot of an instance that died is begun again by another one, as the same slot, five to six
 *       {@linkplain DurableSchedulerBuilder#heartbeat heartbeats} later; clocks that differ or are set change nothing
 *       about that. An instance that only stood still finds that it lost the slot: its
 *       {@linkplain Scheduler.Execution#cancellation cancellation} comes, and what it still reports is dropped.
 *   <li>While the database is away nothing is begun; the end of a slot is written down when it is back.
 *   <li>An instance that does not know a job of the table leaves it alone, as old and new versions of a host must while
 *       one takes the other's place. The row of a job that nobody knows any more stays: delete it if it disturbs.
 * </ul>
 *
 * <p>The storage must stay open until the scheduler is closed. This class is thread-safe. db-scheduler, which polls and
 * picks, logs under its own name.
 */
public final class DurableScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(DurableScheduler.class);

    private final SchedulerSettings settings;
    private final JobScheduler jobs;
    private final Map<JobSpec, Job> work = new HashMap<>();
    private final SortedMap<String, JobSpec> specs = new TreeMap<>();
    private State state = State.NEW;

    private enum State {
        NEW,
        STARTED,
        CLOSED
    }

    DurableScheduler(Database database, SchedulerSettings settings) {
        this.settings = settings;
        this.jobs = new JobScheduler(database.besideWriters(), settings);
    }

    /** A scheduler of jobs in a storage's database, with the storage's connections and table prefix. */
    public static DurableSchedulerBuilder on(JooqStorage storage) {
        return new DurableSchedulerBuilder(storage.database());
    }

    @Override
    public void register(JobSpec spec, Job job) {
        synchronized (work) {
            requireNew("register job " + spec.name());
            if (specs.putIfAbsent(spec.name(), spec) != null) {
                throw new IllegalArgumentException("There is a job " + spec.name() + " already: name each job once");
            }
            work.put(spec, job);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws PipelineException with code STORAGE if the database failed; the scheduler may be started again then
     */
    @Override
    public void start() {
        synchronized (work) {
            requireNew("start");
            jobs.start(work);
            state = State.STARTED;
            LOG.info(
                    "scheduler started: instance={} jobs={} threads={} poll={} heartbeat={} close-within={}",
                    settings.instance(),
                    specs.keySet(),
                    settings.threads(),
                    settings.pollInterval(),
                    settings.heartbeat(),
                    settings.closeWithin());
        }
    }

    /** {@inheritDoc} @throws PipelineException with code STORAGE if the database failed */
    @Override
    public List<JobStatus> jobs() {
        return jobs.jobs(registered());
    }

    /** {@inheritDoc} @throws PipelineException with code STORAGE if the database failed */
    @Override
    public void pause(String job) {
        jobs.pause(require(job), true);
    }

    /** {@inheritDoc} @throws PipelineException with code STORAGE if the database failed */
    @Override
    public void resume(String job) {
        jobs.pause(require(job), false);
    }

    @Override
    public void close() {
        synchronized (work) {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
        }
        jobs.close();
    }

    private JobSpec require(String job) {
        JobSpec spec = registered().get(job);
        if (spec == null) {
            throw new IllegalArgumentException("There is no job " + job + ": the jobs are "
                    + registered().keySet().stream().collect(Collectors.joining(", ")));
        }
        return spec;
    }

    private SortedMap<String, JobSpec> registered() {
        synchronized (work) {
            return new TreeMap<>(specs);
        }
    }

    private void requireNew(String what) {
        if (state != State.NEW) {
            throw new IllegalStateException(
                    "Cannot " + what + ": the scheduler " + (state == State.STARTED ? "is started" : "was closed"));
        }
    }
}
