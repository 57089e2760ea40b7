package io.banditpipeline;

import io.banditpipeline.BuiltInWorkflows.Graph;
import io.banditpipeline.Orchestration.ScheduledWorkflow;
import io.banditpipeline.core.internal.alert.AlertDesk;
import io.banditpipeline.core.internal.alert.AlertWatch;
import io.banditpipeline.core.internal.alert.DeskSettings;
import io.banditpipeline.core.internal.call.CallRecorder;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.OutcomeCollector;
import io.banditpipeline.core.internal.health.HealthCheck;
import io.banditpipeline.core.internal.health.HealthSettings;
import io.banditpipeline.core.internal.health.JobsView;
import io.banditpipeline.core.internal.health.Watched;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.workflow.EngineSettings;
import io.banditpipeline.core.internal.workflow.RunResult;
import io.banditpipeline.core.internal.workflow.WorkflowEngine;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs workflows: when the host asks for it, and when jobs are due; and looks after each whether all is well.
 * Thread-safe.
 */
final class Conductor implements AutoCloseable {
    /** How long alerts of a run are waited for before its report is given. */
    private static final Duration ALERTS_WITHIN = Duration.ofSeconds(5);

    private final PipelineConfig config;
    private final Orchestration how;
    private final Planners planners;
    private final WorkflowEngine engine;
    private final BuiltInWorkflows workflows;
    private final CollectSteps collecting;
    private final AlertDesk desk;
    private final HealthCheck healthCheck;
    private final AlertWatch watch;
    private final Watcher watcher = new Watcher();
    private final CallRecorder calls;
    private final AtomicBoolean started = new AtomicBoolean();
    private boolean registered;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile boolean closing;

    /** @param quality reports on the data as of a moment */
    Conductor(PipelineConfig config, Planners planners, Function<Instant, QualityReport> quality) {
        this.config = config;
        this.how = config.orchestration();
        this.planners = planners;
        this.desk = new AlertDesk(
                config.storage().alerts(),
                config.alerts(),
                config.clock(),
                DeskSettings.ofDefaults()
                        .repeatingAfter(how.repeatAlertsAfter())
                        .closingWithin(how.closeWithin()));
        this.healthCheck = new HealthCheck(
                new Watched(
                        config.storage(),
                        config.campaigns(),
                        config::arms,
                        config.sources(),
                        Set.of(Workflows.DAILY),
                        !config.budgetSinks().isEmpty(),
                        quality,
                        this::jobs,
                        config.clock()),
                HealthSettings.ofDefaults());
        this.calls = new CallRecorder(config.storage().apiCalls());
        config.sources().forEach(source -> source.attach(calls));
        config.budgetSinks().forEach(sink -> sink.attach(calls, config.storage().budgetChanges()));
        this.watch = new AlertWatch(healthCheck, config.storage().alerts(), desk);
        RunEvents events = new RunEvents(desk, config.clock());
        QualityCheck check = new QualityCheck(
                config.storage(), config.campaigns(), config::arms, config.rules(), config.detector(), config.gates());
        this.collecting = new CollectSteps(
                config,
                new Collector(config.storage(), config.rules(), config.historyDays(), config.clock()),
                check,
                calls);
        this.workflows = new BuiltInWorkflows(
                config,
                collecting,
                new PlanSteps(
                        config, new OutcomeCollector(config.storage(), config.historyDays()), check, events, planners));
        this.engine = new WorkflowEngine(
                config.storage().runs(),
                new EngineSettings(
                        how.instance(),
                        how.parallelism(),
                        how.retries(),
                        how.stepTimeout(),
                        how.takeOverAfter(),
                        how.closeWithin(),
                        config.clock(),
                        how.waiter(),
                        config.progress()),
                events);
    }

    private JobsView jobs() {
        Scheduler scheduler = how.scheduler();
        Map<String, String> byName =
                how.jobs().stream().collect(Collectors.toMap(job -> job.job().name(), ScheduledWorkflow::workflow));
        return new JobsView(byName, started.get(), scheduler == null || !started.get() ? List.of() : scheduler.jobs());
    }

    Health health() {
        return healthCheck.check();
    }

    Health healthOfClosed() {
        return healthCheck.closed();
    }

    /** Runs a workflow that the host asks for. */
    RunReport run(String workflow, RunScope scope, String startedBy) {
        requireKnown(workflow, scope);
        return report(
                new NewRun(UUID.randomUUID().toString(), workflow, null, now(), scope, startedBy, how.instance()));
    }

    /** Goes on with a run, or does again what did not succeed. */
    RunReport again(StoredRun run) {
        requireKnown(run.run().workflow(), run.run().scope());
        NewRun before = run.run();
        collecting.forgetRefused(before.runId());
        return report(new NewRun(
                before.runId(),
                before.workflow(),
                before.slot(),
                before.asOf(),
                before.scope(),
                before.startedBy(),
                how.instance()));
    }

    private RunReport report(NewRun run) {
        Graph graph = workflows.graph(run.workflow(), run.scope());
        RunResult result = run(graph, run, true, Cancellation.never());
        desk.flush(ALERTS_WITHIN);
        if (result instanceof RunResult.Ran ran) {
            return report(graph, ran);
        }
        throw new PipelineException(
                ErrorCode.INVALID_INPUT, "Run " + run.runId() + " cannot be run here: " + why(result));
    }

    private RunResult run(Graph graph, NewRun run, boolean again, Cancellation cancellation) {
        RunResult result = attempt(graph, run, again, cancellation);
        if (result instanceof RunResult.Ran ran) {
            if (ran.state() == RunState.SUCCEEDED) {
                collecting.forget(run.runId());
            }
            look();
        }
        return result;
    }

    /** Looks whether all is well, unless the pipeline closes: then nobody waits for it, and the storage may be gone. */
    private void look() {
        looking.lock();
        try {
            if (!closing) {
                watch.look();
            }
        } finally {
            looking.unlock();
        }
    }

    private RunResult attempt(Graph graph, NewRun run, boolean again, Cancellation cancellation) {
        try {
            removeOldHistory(run.asOf());
            return engine.run(graph.workflow(), run, again, cancellation);
        } catch (PipelineException e) {
            if (e.code() == ErrorCode.STORAGE) {
                look(); // nothing else tells a person while the database is away
            }
            throw e;
        } finally {
            calls.flush();
        }
    }

    private void removeOldHistory(Instant now) {
        Instant before = now.minus(how.keepHistoryFor());
        config.storage().runs().removeEndedBefore(before);
        config.storage().alerts().removeResolvedBefore(before);
        config.storage().apiCalls().removeBefore(before);
        config.storage().budgetChanges().removeBefore(before);
    }

    private static String why(RunResult result) {
        if (result instanceof RunResult.Held held) {
            return held.run().state() == RunState.PAUSED
                    ? "it is paused: resume it"
                    : "instance " + held.run().run().instance() + " is at work on it";
        }
        return result instanceof RunResult.Ended ended
                ? "it has ended: " + ended.run().state()
                : "another instance has taken it over";
    }

    private static RunReport report(Graph graph, RunResult.Ran ran) {
        List<CampaignPlan> plans = graph.plans(ran);
        NewRun run = ran.run().run();
        return new RunReport(
                run.runId(),
                run.workflow(),
                run.asOf(),
                ran.state(),
                ran.steps(),
                plans.stream().flatMap(plan -> plan.model().stream()).toList(),
                plans.stream().map(CampaignPlan::allocation).toList(),
                ran.duration());
    }

    /** Begins to run jobs. */
    void start() {
        Scheduler scheduler = how.scheduler();
        if (scheduler == null) {
            throw new PipelineException(
                    ErrorCode.CONFIGURATION,
                    "The pipeline has no scheduler: name one with scheduleWith, or call runDaily and runHourly yourself");
        }
        if (!started.compareAndSet(false, true)) {
            throw new PipelineException(ErrorCode.INVALID_INPUT, "The pipeline was started before");
        }
        try {
            register(scheduler);
            scheduler.start();
        } catch (RuntimeException e) {
            started.set(false); // it may be tried again, once the database is back
            throw e;
        }
        if (!how.watchEvery().isZero()) {
            watcher.start(how.watchEvery(), this::look);
        }
    }

    /** The jobs, also while nothing wakes them up here: other instances may. */
    Jobs registeredJobs() {
        Scheduler scheduler = how.scheduler();
        if (scheduler != null) {
            register(scheduler);
        }
        return new Jobs(scheduler);
    }

    private synchronized void register(Scheduler scheduler) {
        if (registered) {
            return;
        }
        registered = true;
        how.jobs()
                .forEach(job -> scheduler.register(
                        job.job(),
                        new ScheduledRun(
                                job.workflow(),
                                config.storage().runs(),
                                config.clock(),
                                how.takeOverAfter(),
                                this::runSlot)));
    }

    private RunResult runSlot(String workflow, String runId, Scheduler.Execution execution) {
        NewRun run = new NewRun(
                runId, workflow, execution.slot(), now(), RunScope.all(), "job " + execution.job(), how.instance());
        Graph graph = workflows.graph(workflow, RunScope.all());
        return run(graph, run, execution.attempt() > 1, execution.cancellation());
    }

    private Instant now() {
        return config.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void requireKnown(String workflow, RunScope scope) {
        requireAmong(
                "There is no workflow",
                Set.of(workflow),
                Stream.concat(Workflows.ALL.stream(), how.workflows().keySet().stream()));
        scope.campaigns().forEach(planners::campaign);
        requireAmong(
                "No arm has the platform",
                scope.platforms(),
                config.arms().stream().map(arm -> arm.account().platform()));
        requireAmong(
                "No arm has the account",
                scope.accounts(),
                config.arms().stream().map(arm -> arm.account().key()));
    }

    private static void requireAmong(String what, Set<String> named, Stream<String> all) {
        Set<String> known = new TreeSet<>(all.toList());
        @Nullable
        String unknown = named.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .orElse(null);
        if (unknown != null) {
            throw new PipelineException(ErrorCode.INVALID_INPUT, what + " '" + unknown + "'; there are " + known);
        }
    }

    /**
     * Stops all work within the bound; it can be gone on with. Runs are told to stop before the scheduler is, but
     * waited for after it: a scheduler that still went on would wake up the slot of a run that was laid aside once
     * more.
     */
    @Override
    public void close() {
        closing = true;
        watcher.close();
        engine.stop();
        Scheduler scheduler = how.scheduler();
        if (scheduler != null) {
            scheduler.close();
        }
        engine.close();
        awaitLook();
        desk.close();
    }

    /** A look that is under way has a thread. */
    private void awaitLook() {
        try {
            if (looking.tryLock(how.closeWithin().toNanos(), TimeUnit.NANOSECONDS)) {
                looking.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
