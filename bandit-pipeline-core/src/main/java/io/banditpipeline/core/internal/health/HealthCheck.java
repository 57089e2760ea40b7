package io.banditpipeline.core.internal.health;

import io.banditpipeline.core.internal.health.Snapshot.History;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.Health.Database;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how the pipeline is doing. It calls no source's network, never throws for what it finds, and answers within the
 * two bounds of its settings and a second, whatever the database does. Thread-safe; checks of one object follow each
 * other, and wait for each other within the same bounds. It has a thread only while it reads.
 */
public final class HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    private static final Problem CLOSED = ProblemCode.HEALTH_INCOMPLETE.critical(
            "pipeline", "The pipeline is closed", "build another one, or stop asking this one");

    private final Watched watched;
    private final HealthSettings settings;
    private final TimeLimit timeLimit = new TimeLimit();

    /**
     * @param watched what is looked at
     * @param settings what is still well
     */
    public HealthCheck(Watched watched, HealthSettings settings) {
        this.watched = watched;
        this.settings = settings;
    }

    /** The health of a pipeline that was closed: nothing is read. */
    public Health closed() {
        Database unasked = new Database(false, Duration.ZERO, "not asked, since the pipeline is closed");
        return bare(watched.clock().instant(), false, unasked, CLOSED);
    }

    /** How it is doing. */
    public Health check() {
        return checkup().health();
    }

    /** How it is doing, and what could not be looked for. */
    public Checkup checkup() {
        Instant now = watched.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Database database = ask();
        if (!database.reachable()) {
            Problem away = ProblemCode.DATABASE_AWAY.critical(
                    "database",
                    "The database cannot be used: " + database.text(),
                    "check that it is up, reachable and holds this library's tables; runs fail until then");
            return new Checkup(bare(now, true, database, away), allCodes());
        }
        TimeLimit.Result<Snapshot> read =
                timeLimit.within(settings.readWithin(), () -> new SnapshotReader(watched, settings).read(now));
        if (read instanceof TimeLimit.Result.Done<Snapshot> done) {
            Snapshot snapshot = done.value();
            return new Checkup(
                    full(snapshot, database),
                    snapshot.unknown().stream().map(ProblemCode::code).collect(Collectors.toSet()));
        }
        Problem incomplete = ProblemCode.HEALTH_INCOMPLETE.warning(
                "health",
                "Not all could be read: " + why(read, settings.readWithin()),
                "ask again; if this stays, see the log and what slows the database down");
        return new Checkup(bare(now, true, database, incomplete), allCodes());
    }

    private Database ask() {
        long start = System.nanoTime();
        TimeLimit.Result<List<StoredRun>> answer = timeLimit.within(
                settings.answerWithin(), () -> watched.storage().runs().latest(RunQuery.latest(1)));
        Duration latency = Duration.ofNanos(System.nanoTime() - start);
        return answer instanceof TimeLimit.Result.Done
                ? new Database(true, latency, "")
                : new Database(false, latency, why(answer, settings.answerWithin()));
    }

    private static String why(TimeLimit.Result<?> result, Duration limit) {
        if (result instanceof TimeLimit.Result.Threw<?> threw) {
            LOG.warn("health could not be read", threw.cause());
            return threw.cause() instanceof PipelineException known
                    ? String.valueOf(known.getMessage())
                    : "it failed with " + threw.cause().getClass().getName() + ": see the log";
        }
        return "there was no answer within " + limit.toMillis() / 1_000.0 + " s";
    }

    private static Set<String> allCodes() {
        return Arrays.stream(ProblemCode.values()).map(ProblemCode::code).collect(Collectors.toSet());
    }

    private static Health bare(Instant now, boolean alive, Database database, Problem problem) {
        return new Health(
                now,
                alive,
                alive && database.reachable(),
                false,
                database,
                List.of(),
                List.of(),
                new Health.Quality(OptionalDouble.empty(), List.of()),
                Health.Queues.NONE,
                List.of(problem));
    }

    private Health full(Snapshot snapshot, Database database) {
        return new Health(
                snapshot.at(),
                true,
                true,
                true,
                database,
                FeedRules.feeds(snapshot, settings),
                jobs(snapshot),
                new Health.Quality(
                        snapshot.quality().overall(),
                        snapshot.quality().gates().stream()
                                .filter(GateResult::failed)
                                .map(GateResult::text)
                                .toList()),
                new Health.Queues(
                        snapshot.quality().held().rows(),
                        snapshot.quality().parked().stream()
                                .mapToLong(Parked::rows)
                                .sum(),
                        snapshot.openAlerts().size(),
                        snapshot.underWay().size()),
                Problems.of(snapshot, settings));
    }

    /** One for each job, and one for each workflow without. */
    private List<Health.Job> jobs(Snapshot snapshot) {
        List<Health.Job> jobs = new ArrayList<>();
        snapshot.jobs()
                .jobs()
                .forEach(job -> jobs.add(
                        job(snapshot, snapshot.jobs().workflowOf(job.spec().name()), job)));
        Set<String> scheduled = jobs.stream().map(Health.Job::workflow).collect(Collectors.toSet());
        snapshot.histories().stream()
                .filter(history -> !scheduled.contains(history.workflow()))
                .forEach(history -> jobs.add(job(snapshot, history.workflow(), null)));
        jobs.sort(Comparator.comparing(Health.Job::workflow)
                .thenComparing(Health.Job::name, Comparator.nullsFirst(Comparator.naturalOrder())));
        return jobs;
    }

    private Health.Job job(Snapshot snapshot, String workflow, @Nullable JobStatus job) {
        History history = snapshot.history(workflow);
        StoredRun succeeded = history == null ? null : history.succeeded();
        StoredRun ended = history == null ? null : history.ended();
        boolean running = snapshot.underWay().stream()
                .anyMatch(run -> run.run().workflow().equals(workflow)
                        && !run.leasedUntil().isBefore(snapshot.at()));
        return new Health.Job(
                workflow,
                job == null ? null : job.spec().name(),
                succeeded == null ? null : succeeded.endedAt(),
                ended == null ? null : ended.endedAt(),
                ended == null ? null : ended.state(),
                job == null ? null : job.next(),
                running || job != null && job.running(),
                job != null && job.paused(),
                job != null && JobRules.isLate(snapshot, job, settings));
    }
}
