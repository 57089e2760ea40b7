package io.banditpipeline;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.quality.report.QualityReporter;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.workflow.RunScope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Collects what ad platforms report, learns what each channel brings, and decides tomorrow's budgets.
 *
 * <p>Any run may be repeated, killed and repeated, or made by several processes on one database at once: the result is
 * that of one undisturbed run. This class is thread-safe. It has threads only while it runs a workflow or delivers
 * alerts, and from {@link #start} to {@link #close} those of its scheduler.
 */
public final class Pipeline implements AutoCloseable {
    private final PipelineConfig config;
    private final Planners planners;
    private final Conductor conductor;
    private final Quarantine quarantine;
    private volatile boolean closed;

    Pipeline(PipelineConfig config) {
        this.config = config;
        this.planners = new Planners(config);
        this.conductor = new Conductor(config, planners, this::quality);
        this.quarantine = new Quarantine(config.storage().quarantine(), config::arms, config.rules(), config.clock());
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
        return run(workflow, scope, "host");
    }

    /**
     * Runs a workflow, as {@link #run(String, RunScope)}.
     *
     * @param startedBy who or what starts it, for the history
     */
    public RunReport run(String workflow, RunScope scope, String startedBy) {
        requireOpen();
        return conductor.run(workflow, scope, startedBy);
    }

    /**
     * Begins to run jobs when they are due, with the scheduler of {@link PipelineBuilder#scheduleWith}.
     *
     * @throws PipelineException with CONFIGURATION if the pipeline has no scheduler, with INVALID_INPUT if it was
     *     started before or is closed
     */
    public void start() {
        requireOpen();
        conductor.start();
    }

    /** The history of runs, and how to stop them and go on with them. */
    public Runs runs() {
        requireOpen();
        return new Runs(config.storage().runs(), config.clock(), run -> {
            requireOpen();
            return conductor.again(run);
        });
    }

    /** The jobs of the scheduler, also of a pipeline that is not started: other instances may run them. */
    public Jobs jobs() {
        requireOpen();
        return conductor.registeredJobs();
    }

    /** The alerts that are and were open. */
    public Alerts alerts() {
        requireOpen();
        return new Alerts(config.storage().alerts(), config.clock());
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
        return planners.of(campaignId)
                .plan(planners.campaign(campaignId), asOf, null)
                .map(CampaignPlan::allocation);
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
        Allocation again = planners.of(stored.campaignId())
                .replay(planners.campaign(stored.campaignId()), stored.record())
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

    /**
     * How the pipeline is doing, and what is wrong and what to do. Calls no source, and answers within a bound,
     * whatever the database does.
     */
    public Health health() {
        return closed ? conductor.healthOfClosed() : conductor.health();
    }

    /**
     * How far the stored data can be trusted, and why: scores, gates, findings, and what waits in quarantine. Calls no
     * source.
     *
     * @throws PipelineException if the storage fails, or the pipeline is closed
     */
    public QualityReport quality() {
        requireOpen();
        return quality(config.clock().instant().truncatedTo(ChronoUnit.MICROS));
    }

    private QualityReport quality(Instant now) {
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
        conductor.close();
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
}
