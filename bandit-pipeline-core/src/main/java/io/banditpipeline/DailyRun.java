package io.banditpipeline;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.collect.AccountCollection;
import io.banditpipeline.core.internal.collect.Collector;
import io.banditpipeline.core.internal.collect.FeedClaims;
import io.banditpipeline.core.internal.collect.OutcomeCollector;
import io.banditpipeline.core.internal.collect.Reach;
import io.banditpipeline.core.internal.money.RateRecorder;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.plan.CampaignPlanner;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.core.internal.quality.RecentDays;
import io.banditpipeline.core.internal.run.RunRecorder;
import io.banditpipeline.core.internal.run.RunRecorder.Work;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.outcome.OutcomeSource;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.Failures;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daily run: collect every source, then plan every campaign. Used once. */
final class DailyRun {
    private static final Logger LOG = LoggerFactory.getLogger(DailyRun.class);

    private final PipelineConfig config;
    private final Collector collector;
    private final OutcomeCollector outcomeCollector;
    private final QualityCheck quality;
    private final RateRecorder rates;
    private final Function<String, CampaignPlanner> planners;
    private final Instant asOf;
    /** What had been collected until this moment is what plans rest on: sources observe while the run goes on. */
    private Instant knownAt;

    private final RunRecorder recorder;
    private FeedClaims claims = FeedClaims.of(List.of());
    private final List<AccountReport> collected = new ArrayList<>();
    private RecentDays before = RecentDays.none();
    private Map<Subject, String> unfit = Map.of();
    private boolean checked;
    private boolean sourceFailed;
    private final Set<String> failedOutcomes = new HashSet<>();

    DailyRun(
            PipelineConfig config,
            Collector collector,
            OutcomeCollector outcomeCollector,
            QualityCheck quality,
            Function<String, CampaignPlanner> planners) {
        this.config = config;
        this.collector = collector;
        this.outcomeCollector = outcomeCollector;
        this.quality = quality;
        this.rates = new RateRecorder(config.storage(), config.exchangeRates());
        this.planners = planners;
        this.asOf = now(config);
        this.knownAt = asOf;
        this.recorder = new RunRecorder(
                config.storage().runs(), config.alerts(), UUID.randomUUID().toString(), "daily", asOf);
    }

    RunReport run() {
        config.storage().catalog().save(config.campaigns(), config.arms());
        before = quality.daysBefore(asOf);
        Map<MetricsSource, Optional<FeedClaims.Listed>> listed = new LinkedHashMap<>();
        config.sources().forEach(source -> listed.put(source, listed(source)));
        claims =
                FeedClaims.of(listed.values().stream().flatMap(Optional::stream).toList());
        listed.forEach(this::collect);
        config.campaigns().forEach(this::collectOutcomes);
        Instant end = now(config);
        knownAt = end.isAfter(asOf) ? end : asOf;
        checkQuality();
        config.campaigns().forEach(this::plan);
        return recorder.end();
    }

    private static Instant now(PipelineConfig config) {
        return config.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private void collect(MetricsSource source, Optional<FeedClaims.Listed> listed) {
        StepState state = recorder.step("collect " + source.id(), () -> {
            List<Account> accounts = listed.isPresent() ? listed.get().accounts() : source.accounts();
            StepCounts counts = StepCounts.ZERO;
            List<String> messages = new ArrayList<>();
            StepState worst = StepState.SUCCEEDED;
            for (Account account : accounts) {
                AccountCollection collection = collector.of(source, account, asOf, new Reach.Due());
                Optional<RuntimeException> failure = collect(source, account, collection);
                AccountReport report = collection.report(failure.map(Failures::text));
                collected.add(report);
                counts = counts.plus(report.counts());
                messages.addAll(collection.messages());
                report.failure().ifPresent(why -> messages.add(account.key() + " is not up to date: " + why));
                if (failure.isPresent() && !(failure.get() instanceof SourceException)) {
                    worst = StepState.FAILED;
                } else if (report.failure().isPresent() && worst == StepState.SUCCEEDED) {
                    worst = StepState.PARTIAL;
                }
            }
            return new Work(worst, counts, messages);
        });
        sourceFailed |= state == StepState.FAILED;
    }

    private Optional<RuntimeException> collect(MetricsSource source, Account account, AccountCollection collection) {
        try {
            claims.refusal(source, account).ifPresent(refusal -> {
                throw refusal;
            });
            collection.run(
                    Cancellation.never(),
                    (done, total, detail) -> config.progress().advanced("collect " + source.id(), done, total, detail),
                    this::recent);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("source={} account={} failed", source.id(), account.key(), e);
            return Optional.of(e);
        }
    }

    /** What a source lists; a failure to do so is told by its step, which asks again. */
    private static Optional<FeedClaims.Listed> listed(MetricsSource source) {
        try {
            return Optional.of(new FeedClaims.Listed(source, source.accounts()));
        } catch (RuntimeException e) {
            LOG.debug("source={} lists no accounts", source.id(), e);
            return Optional.empty();
        }
    }

    /** Of an account that nothing was known of when the run began, the slices stored since are what is known. */
    private Map<String, ArmHistory> recent(Slice slice) {
        return before.knows(slice.account())
                ? before.of(slice.account())
                : quality.recentDays(Map.of(slice.account().key(), slice.days().last()), RecentDays.none())
                        .of(slice.account());
    }

    private void checkQuality() {
        StepState state = recorder.step("check quality", () -> {
            QualityCheck.Result result = quality.check(collected, before, knownAt);
            unfit = result.unfit();
            return new Work(
                    unfit.isEmpty() ? StepState.SUCCEEDED : StepState.PARTIAL, StepCounts.ZERO, result.messages());
        });
        checked = state != StepState.FAILED;
    }

    private void collectOutcomes(Campaign campaign) {
        OutcomeSource source = config.outcomes().get(campaign.id());
        if (source == null) {
            return;
        }
        StepState state = recorder.step("outcomes " + source.id(), () -> {
            OutcomeCollector.Result result = outcomeCollector.collect(source, campaign, asOf);
            return new Work(StepState.SUCCEEDED, result.counts(), result.messages());
        });
        if (state == StepState.FAILED) {
            failedOutcomes.add(campaign.id());
        }
    }

    private void plan(Campaign campaign) {
        AtomicReference<@Nullable Allocation> decided = new AtomicReference<>();
        config.progress().advanced("plan " + campaign.id(), 0, 1, "learning and deciding");
        recorder.step("plan " + campaign.id(), () -> {
            List<String> remarks = new ArrayList<>();
            Optional<CampaignPlan> plan = planOrHold(campaign, remarks);
            plan.map(this::keep).ifPresent(decided::set);
            return plan.isPresent()
                    ? Work.done(remarks)
                    : new Work(
                            StepState.SKIPPED,
                            StepCounts.ZERO,
                            List.of("the campaign is not active on the day to be planned"));
        });
        config.progress().advanced("plan " + campaign.id(), 1, 1, "done");
        Allocation allocation = decided.get();
        if (allocation != null && allocation.state() == Allocation.State.DECIDED) {
            publish(allocation);
        }
    }

    /** A model, an agent or numbers that break a plan fail its step, and the last good allocation is held (R10). */
    private Optional<CampaignPlan> planOrHold(Campaign campaign, List<String> remarks) {
        CampaignPlanner planner = planners.apply(campaign.id());
        try {
            if (CampaignPlanner.isPlanned(campaign, knownAt)) {
                LocalDate until = CampaignPlanner.plannedDay(campaign, knownAt).minusDays(1);
                remarks.addAll(rates.record(campaign, until, knownAt));
            }
            String obstacle = obstacle(campaign);
            String unfit = obstacle == null ? unfitness(campaign) : null;
            // Numbers that cannot be trusted are not looked at, not even to hold what was spent lately.
            return unfit == null ? planner.plan(campaign, knownAt, obstacle) : planner.hold(campaign, knownAt, unfit);
        } catch (RuntimeException e) {
            try {
                planner.hold(campaign, knownAt, "planning failed: " + e).ifPresent(this::keep);
            } catch (RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private Allocation keep(CampaignPlan plan) {
        DecisionStore decisions = config.storage().decisions();
        plan.model().ifPresent(run -> {
            decisions.save(run);
            recorder.modelled(run);
        });
        Allocation allocation = plan.allocation();
        if (!plan.states().isEmpty()) {
            decisions.saveStates(plan.states(), allocation.record().inputsHash(), knownAt);
        }
        Allocation kept = decisions.save(allocation)
                ? allocation
                : decisions.allocation(allocation.id()).orElse(allocation);
        recorder.decided(kept);
        return kept;
    }

    private void publish(Allocation allocation) {
        if (!config.budgetSinks().isEmpty()) {
            recorder.step("publish " + allocation.campaignId(), () -> {
                config.budgetSinks().forEach(sink -> sink.publish(allocation));
                return Work.done(List.of());
            });
        }
    }

    /**
     * Why no decision may be made: an account or the outcomes of the campaign could not be brought up to date (R10).
     */
    private @Nullable String obstacle(Campaign campaign) {
        if (failedOutcomes.contains(campaign.id())) {
            return "its outcomes could not be collected";
        }
        List<String> stale = accounts(campaign).filter(this::isStale).toList();
        return stale.isEmpty() ? null : "account " + String.join(", ", stale) + " could not be collected";
    }

    /** Why the data of a campaign is no ground for a decision (R10); null if it is. */
    private @Nullable String unfitness(Campaign campaign) {
        if (!checked) {
            return "the quality of its data could not be checked";
        }
        List<String> reasons = Stream.concat(
                        Stream.of(Subject.campaign(campaign.id(), null)),
                        accounts(campaign).map(key -> new Subject(Subject.Kind.ACCOUNT, key, null)))
                .map(unfit::get)
                .filter(Objects::nonNull)
                .toList();
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }

    private Stream<String> accounts(Campaign campaign) {
        return config.arms().stream()
                .filter(arm -> arm.campaignId().equals(campaign.id()))
                .map(arm -> arm.account().key())
                .distinct()
                .sorted();
    }

    private boolean isStale(String accountKey) {
        List<AccountReport> reports = collected.stream()
                .filter(report -> report.account().key().equals(accountKey))
                .toList();
        return reports.stream().anyMatch(report -> !report.upToDate()) || sourceFailed && reports.isEmpty();
    }
}
