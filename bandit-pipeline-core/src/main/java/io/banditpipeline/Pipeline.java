package io.banditpipeline;

import io.banditpipeline.BuiltInWorkflows.Graph;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.OutcomeCollector;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.plan.CampaignPlanner;
import io.banditpipeline.core.internal.plan.PlanSettings;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.quality.report.QualityReporter;
import io.banditpipeline.core.internal.workflow.EngineSettings;
import io.banditpipeline.core.internal.workflow.RunResult;
import io.banditpipeline.core.internal.workflow.WorkflowEngine;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Workflow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Collects what ad platforms report, learns what each channel brings, and decides tomorrow's budgets.
 *
 * <p>Any run may be repeated, killed and repeated, or made by several processes on one database at once: the result is
 * that of one undisturbed run. This class is thread-safe. It has threads only while it runs a workflow, and from
 * {@link #start} to {@link #close} those of its scheduler.
 */
public final class Pipeline implements AutoCloseable {
    private static final String HOST = "host";

    private final PipelineConfig config;
    private final WorkflowEngine engine;
    private final BuiltInWorkflows builtIn;
    private final CollectSteps collecting;
    private final Quarantine quarantine;
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile boolean closed;

    Pipeline(PipelineConfig config) {
        this.config = config;
        Collector collector = new Collector(config.storage(), config.rules(), config.historyDays(), config.clock());
        QualityCheck quality = new QualityCheck(
                config.storage(), config.campaigns(), config.arms(), config.rules(), config.detector(), config.gates());
        RunEvents events = new RunEvents(config.alerts(), config.clock());
        this.collecting = new CollectSteps(config, collector, quality);
        this.builtIn = new BuiltInWorkflows(
                config,
                collecting,
                new PlanSteps(
                        config,
                        new OutcomeCollector(config.storage(), config.historyDays()),
                        quality,
                        events,
                        this::planner));
        this.engine = new WorkflowEngine(config.storage().runs(), settings(config), events);
        this.quarantine = new Quarantine(
                config.storage().quarantine(),
                config.arms().stream()
                        .map(Arm::account)
                        .distinct()
                        .collect(Collectors.toMap(Account::key, account -> account)),
                config.rules(),
                config.clock());
    }

    private static EngineSettings settings(PipelineConfig config) {
        Orchestration how = config.orchestration();
        return new EngineSettings(
                how.instance(),
                how.parallelism(),
                how.retries(),
                how.stepTimeout(),
                how.takeOverAfter(),
                how.closeWithin(),
                config.clock(),
                how.waiter(),
                config.progress());
    }

    /** Begins to build a pipeline. */
    public static PipelineBuilder builder() {
        return new PipelineBuilder();
    }

    /**
     * Collects all that is due, learns, and plans the next day of every campaign.
     *
     * <p>Sources that fail, models that give no answer and the like do not throw: the report says so, the last good
     * allocation is held, and an alert is raised (R10).
     *
     * @return what was done
     * @throws PipelineException if the storage fails, or the pipeline is closed
     */
    public RunReport runDaily() {
        return run(Workflows.DAILY, RunScope.all());
    }

    /**
     * Collects yesterday and today, so that what is stored is an hour old at most. Plans nothing.
     *
     * @return what was done
     * @throws PipelineException if the storage fails, or the pipeline is closed
     */
    public RunReport runHourly() {
        return run(Workflows.HOURLY, RunScope.all());
    }

    /**
     * Collects days of the past, newest first: the days of the scope, whether known or not, or else what is missing of
     * {@link PipelineBuilder#historyDays}. What was fetched is kept if it is stopped; calling it again goes on.
     *
     * @return what was done
     * @throws PipelineException if the storage fails, or the pipeline is closed
     */
    public RunReport backfill(RunScope scope) {
        return run(Workflows.BACKFILL, scope);
    }

    /**
     * Runs a workflow: one of {@link Workflows}, or of the host.
     *
     * @param workflow its id
     * @param scope what the run is limited to
     * @return what was done
     * @throws PipelineException if there is no such workflow, or the scope names something that does not exist
     *     (INVALID_INPUT), if the storage fails, or the pipeline is closed
     */
    public RunReport run(String workflow, RunScope scope) {
        return run(workflow, scope, HOST);
    }

    /**
     * Runs a workflow, as {@link #run(String, RunScope)}.
     *
     * @param startedBy who or what starts it, for the history
     */
    public RunReport run(String workflow, RunScope scope, String startedBy) {
        requireOpen();
        requireKnown(workflow, scope);
        Instant asOf = now();
        return report(new NewRun(
                UUID.randomUUID().toString(),
                workflow,
                null,
                asOf,
                scope,
                startedBy,
                config.orchestration().instance()));
    }

    private Instant now() {
        return config.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private RunReport again(StoredRun run) {
        requireOpen();
        requireKnown(run.run().workflow(), run.run().scope());
        return report(run.run());
    }

    private RunReport report(NewRun run) {
        Graph graph = graph(run.workflow(), run.scope());
        RunResult result = engine.run(graph.workflow(), run, true, Cancellation.never());
        if (result instanceof RunResult.Ran ran) {
            return report(graph, ran);
        }
        throw new PipelineException(
                ErrorCode.INVALID_INPUT, "Run " + run.runId() + " cannot be run here: " + why(result));
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

    private RunReport report(Graph graph, RunResult.Ran ran) {
        if (ran.state() == RunState.SUCCEEDED) {
            collecting.forget(ran.run().run().runId());
        }
        List<CampaignPlan> plans = graph.plans(ran);
        List<Allocation> allocations =
                plans.stream().map(CampaignPlan::allocation).toList();
        boolean held = allocations.stream().anyMatch(plan -> plan.state() == Allocation.State.HELD);
        return new RunReport(
                ran.run().run().runId(),
                ran.run().run().workflow(),
                ran.run().run().asOf(),
                held && ran.state() == RunState.SUCCEEDED ? RunState.DEGRADED : ran.state(),
                ran.steps(),
                plans.stream().flatMap(plan -> plan.model().stream()).toList(),
                allocations,
                ran.duration());
    }

    private Graph graph(String workflow, RunScope scope) {
        Graph graph =
                switch (workflow) {
                    case Workflows.DAILY -> builtIn.daily(scope);
                    case Workflows.HOURLY -> builtIn.hourly(scope);
                    case Workflows.BACKFILL -> builtIn.backfill(scope);
                    case Workflows.MODEL -> builtIn.model(scope);
                    default ->
                        new Graph(
                                Objects.requireNonNull(
                                        config.orchestration().workflows().get(workflow)),
                                List.of());
                };
        UnaryOperator<Workflow> extension = config.orchestration().extensions().get(workflow);
        return extension == null ? graph : new Graph(extension.apply(graph.workflow()), graph.plans());
    }

    private void requireKnown(String workflow, RunScope scope) {
        if (!Workflows.ALL.contains(workflow)
                && !config.orchestration().workflows().containsKey(workflow)) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "There is no workflow '" + workflow + "'; the workflows are "
                            + Stream.concat(
                                            Workflows.ALL.stream(),
                                            config.orchestration().workflows().keySet().stream())
                                    .sorted()
                                    .toList());
        }
        scope.campaigns().forEach(this::campaign);
        Set<String> platforms =
                config.arms().stream().map(arm -> arm.account().platform()).collect(Collectors.toSet());
        Set<String> accounts =
                config.arms().stream().map(arm -> arm.account().key()).collect(Collectors.toSet());
        requireAmong("platform", scope.platforms(), platforms);
        requireAmong("account", scope.accounts(), accounts);
    }

    private static void requireAmong(String what, Set<String> named, Set<String> known) {
        named.stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw new PipelineException(
                            ErrorCode.INVALID_INPUT,
                            "No arm has the " + what + " '" + name + "'; those of the arms are "
                                    + new TreeSet<>(known));
                });
    }

    /**
     * Begins to run jobs when they are due, with the scheduler of {@link PipelineBuilder#scheduleWith}.
     *
     * @throws PipelineException with CONFIGURATION if the pipeline has no scheduler, with INVALID_INPUT if it was
     *     started before or is closed
     */
    public void start() {
        requireOpen();
        Scheduler scheduler = config.orchestration().scheduler();
        if (scheduler == null) {
            throw new PipelineException(
                    ErrorCode.CONFIGURATION,
                    "The pipeline has no scheduler: name one with scheduleWith, or call runDaily and runHourly yourself");
        }
        if (!started.compareAndSet(false, true)) {
            throw new PipelineException(ErrorCode.INVALID_INPUT, "The pipeline was started before");
        }
        config.orchestration()
                .jobs()
                .forEach(job -> scheduler.register(
                        job.job(),
                        new ScheduledRun(
                                job.workflow(),
                                config.storage().runs(),
                                config.clock(),
                                config.orchestration().takeOverAfter(),
                                this::runSlot)));
        scheduler.start();
    }

    private RunResult runSlot(String workflow, String runId, Scheduler.Execution execution) {
        NewRun run = new NewRun(
                runId,
                workflow,
                execution.slot(),
                now(),
                RunScope.all(),
                "job " + execution.job(),
                config.orchestration().instance());
        Graph graph = graph(workflow, RunScope.all());
        RunResult result = engine.run(graph.workflow(), run, execution.attempt() > 1, execution.cancellation());
        if (result instanceof RunResult.Ran ran && ran.state() == RunState.SUCCEEDED) {
            collecting.forget(runId);
        }
        return result;
    }

    /** The history of runs, and how to stop them and go on with them. */
    public Runs runs() {
        requireOpen();
        return new Runs(config.storage().runs(), config.clock(), this::again);
    }

    /** The jobs of the scheduler. */
    public Jobs jobs() {
        requireOpen();
        return new Jobs(config.orchestration().scheduler());
    }

    /**
     * Works out the plan of a campaign from what was known at a moment, without collecting, storing or publishing
     * anything. Storages keep only the latest watermarks: of a moment at which an account lagged behind, the days that
     * became complete since count as complete; {@link #replay} finds the days that a stored decision was made from. The
     * gates of {@link #quality} are not asked: they speak of what a run has checked.
     *
     * @param campaignId the campaign
     * @param asOf the moment (R3)
     * @return the plan that a run at that moment makes; empty if the campaign is not active then
     * @throws PipelineException if there is no such campaign
     */
    public Optional<Allocation> plan(String campaignId, Instant asOf) {
        requireOpen();
        return planner(campaignId).plan(campaign(campaignId), asOf, null).map(CampaignPlan::allocation);
    }

    /**
     * Computes a decided allocation again from its record and compares it bit for bit (R6).
     *
     * @param allocationId the allocation's id
     * @return the allocation, computed again
     * @throws PipelineException with {@link ErrorCode#REPLAY} if there is no such allocation, if it was held rather
     *     than decided, or if it comes out differently; the message says what differs
     */
    public Allocation replay(String allocationId) {
        Allocation stored = config.storage()
                .decisions()
                .allocation(allocationId)
                .orElseThrow(() -> new PipelineException(ErrorCode.REPLAY, "There is no allocation " + allocationId));
        if (stored.state() != Allocation.State.DECIDED) {
            throw new PipelineException(
                    ErrorCode.REPLAY, "Allocation " + allocationId + " was held, not decided: " + stored.reason());
        }
        requireOpen();
        Allocation again = planner(stored.campaignId())
                .replay(campaign(stored.campaignId()), stored.record())
                .map(CampaignPlan::allocation)
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.REPLAY, "Campaign " + stored.campaignId() + " is not active any more"));
        if (!again.equals(stored)) {
            throw new PipelineException(ErrorCode.REPLAY, difference(stored, again));
        }
        return again;
    }

    /** The rows that rules hold back, to be released, corrected or rejected. */
    public Quarantine quarantine() {
        requireOpen();
        return quarantine;
    }

    /** How the pipeline is doing: ready while it is open, and what is wrong besides. Calls no source. */
    public Health health() {
        requireOpen();
        Instant now = config.clock().instant();
        List<Health.Feed> feeds = config.storage().metrics().watermarks().stream()
                .map(mark -> new Health.Feed(mark.source(), mark.accountKey(), mark.completeUntil()))
                .toList();
        List<String> problems = new ArrayList<>();
        config.campaigns().forEach(campaign -> CampaignPlanner.staleness(config.storage(), accounts(campaign), now)
                .ifPresent(reason -> problems.add("Campaign " + campaign.id() + " cannot be decided on: " + reason)));
        config.storage().runs().latest(RunQuery.latest(1)).stream()
                .filter(run -> run.state().ended() && run.state() != RunState.SUCCEEDED)
                .forEach(run -> problems.add("The latest run, of " + run.run().asOf() + ", ended " + run.state()
                        + ": see its steps in the storage's runs"));
        config.storage()
                .quarantine()
                .parkedByEntity()
                .forEach((account, entities) -> problems.add(
                        entities.values().stream().mapToLong(Long::longValue).sum() + " rows of " + account
                                + " are parked, because no arm has their entities: " + firstOf(entities)));
        return new Health(now, !closed, feeds, problems);
    }

    /**
     * How far the stored data can be trusted, and why: scores, gates, findings, and what waits in quarantine. Calls no
     * source.
     *
     * @throws PipelineException if the storage fails, or the pipeline is closed
     */
    public QualityReport quality() {
        requireOpen();
        Map<String, Integer> bySource = config.sources().stream()
                .collect(Collectors.toMap(
                        MetricsSource::id, source -> source.profile().restatementDays(), Math::max));
        Map<String, Integer> restatementDays = new HashMap<>(); // by what was collected: no source is asked
        config.storage().metrics().watermarks().forEach(mark -> {
            Integer days = bySource.get(mark.source());
            if (days != null) {
                restatementDays.merge(mark.accountKey(), days, Math::max);
            }
        });
        Instant now = config.clock().instant().truncatedTo(ChronoUnit.MICROS);
        return new QualityReporter(config.storage(), config.gates(), restatementDays).report(now);
    }

    /**
     * Closes the scheduler, tells runs under way to stop, and waits for them within
     * {@link PipelineBuilder#closeWithin}; later runs are refused. A run that was stopped is gone on with by another
     * instance, or after the next start. The storage stays open: the host closes it. Calling it again does nothing.
     */
    @Override
    public void close() {
        closed = true;
        engine.close();
        Scheduler scheduler = config.orchestration().scheduler();
        if (scheduler != null) {
            scheduler.close();
        }
    }

    private Set<Account> accounts(Campaign campaign) {
        return config.arms().stream()
                .filter(arm -> arm.campaignId().equals(campaign.id()))
                .map(Arm::account)
                .collect(Collectors.toSet());
    }

    private static String firstOf(Map<String, Long> entities) {
        int shown = 5;
        String names = String.join(
                ", ", entities.keySet().stream().sorted().limit(shown).toList());
        return entities.size() <= shown ? names : names + " and " + (entities.size() - shown) + " more";
    }

    private static String difference(Allocation stored, Allocation again) {
        String what;
        if (!stored.record().configHash().equals(again.record().configHash())) {
            what = "the configuration has changed since";
        } else if (!stored.record().inputsHash().equals(again.record().inputsHash())) {
            what = "the rows observed until " + stored.record().asOf() + " are not those that it was decided on";
        } else {
            what = "the same inputs gave other budgets, which must not be: please report it";
        }
        return "Allocation " + stored.id() + " of " + stored.campaignId() + " for " + stored.day()
                + " comes out differently: " + what;
    }

    private void requireOpen() {
        if (closed) {
            throw new PipelineException(ErrorCode.INVALID_INPUT, "The pipeline is closed");
        }
    }

    private Campaign campaign(String id) {
        return config.campaigns().stream()
                .filter(campaign -> campaign.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.INVALID_INPUT,
                        "There is no campaign '" + id + "'; the campaigns are "
                                + config.campaigns().stream().map(Campaign::id).toList()));
    }

    private CampaignPlanner planner(String campaignId) {
        return new CampaignPlanner(
                config.storage(),
                new PlanSettings(
                        config.outcomes().containsKey(campaignId) ? config.model() : null,
                        config.agent(),
                        config.exchangeRates(),
                        config.arms().stream()
                                .filter(arm -> arm.campaignId().equals(campaignId))
                                .map(Arm::id)
                                .collect(Collectors.toSet()),
                        config.trainingDays(),
                        config.refitAfter(),
                        config.constantCurrency()));
    }
}
