package io.banditpipeline;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.OutcomeCollector;
import io.banditpipeline.core.internal.health.HealthCheck;
import io.banditpipeline.core.internal.health.HealthSettings;
import io.banditpipeline.core.internal.health.JobsView;
import io.banditpipeline.core.internal.health.Watched;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.plan.CampaignPlanner;
import io.banditpipeline.core.internal.plan.PlanSettings;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.quality.report.QualityReporter;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.RunReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Collects what ad platforms report, learns what each channel brings, and decides tomorrow's budgets.
 *
 * <p>Any run may be repeated, killed and repeated, or made by several processes on one database at once: the result is
 * that of one undisturbed run. This class is thread-safe; runs of one pipeline follow each other. It starts no threads.
 */
public final class Pipeline implements AutoCloseable {
    private final PipelineConfig config;
    private final Collector collector;
    private final OutcomeCollector outcomeCollector;
    private final QualityCheck qualityCheck;
    private final Quarantine quarantine;
    private final HealthCheck healthCheck;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean closed;

    Pipeline(PipelineConfig config) {
        this.config = config;
        this.collector = new Collector(
                config.storage(), config.rules(), config.historyDays(), config.clock(), config.progress());
        this.qualityCheck = new QualityCheck(
                config.storage(), config.campaigns(), config.arms(), config.rules(), config.detector(), config.gates());
        this.quarantine = new Quarantine(
                config.storage().quarantine(),
                config.arms().stream()
                        .map(Arm::account)
                        .distinct()
                        .collect(Collectors.toMap(Account::key, account -> account)),
                config.rules(),
                config.clock());
        this.outcomeCollector = new OutcomeCollector(config.storage(), config.historyDays());
        this.healthCheck = new HealthCheck(
                new Watched(
                        config.storage(),
                        config.campaigns(),
                        config.arms(),
                        config.sources(),
                        Set.of("daily"),
                        this::quality,
                        JobsView::none,
                        config.clock()),
                HealthSettings.ofDefaults());
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
        running.lock();
        try {
            requireOpen();
            return new DailyRun(config, collector, outcomeCollector, qualityCheck, this::planner).run();
        } finally {
            running.unlock();
        }
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

    /**
     * How the pipeline is doing, and what is wrong and what to do. Calls no source, and answers within a bound,
     * whatever the database does.
     */
    public Health health() {
        return closed ? healthCheck.closed() : healthCheck.check();
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

    /** Waits for a run under way; later runs are refused. The storage stays open: the host closes it. */
    @Override
    public void close() {
        closed = true;
        running.lock();
        running.unlock();
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
                        config.constantCurrency()));
    }
}
