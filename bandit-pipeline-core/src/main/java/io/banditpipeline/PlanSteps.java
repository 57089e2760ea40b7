package io.banditpipeline;

import io.banditpipeline.CollectSteps.Collected;
import io.banditpipeline.CollectSteps.Prepared;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.collect.OutcomeCollector;
import io.banditpipeline.core.internal.money.RateRecorder;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.plan.CampaignPlanner;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.QualityCheck;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.DecisionStore;
import io.banditpipeline.workflow.CancelledException;
import io.banditpipeline.workflow.Failures;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepContext;
import io.banditpipeline.workflow.StepOutcome;
import io.banditpipeline.workflow.StepResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that check what was collected, learn, plan and publish. Thread-safe. */
final class PlanSteps {
    private static final Logger LOG = LoggerFactory.getLogger(PlanSteps.class);

    private final PipelineConfig config;
    private final OutcomeCollector outcomeCollector;
    private final QualityCheck quality;
    private final RateRecorder rates;
    private final RunEvents events;
    private final Planners planners;

    PlanSteps(
            PipelineConfig config,
            OutcomeCollector outcomeCollector,
            QualityCheck quality,
            RunEvents events,
            Planners planners) {
        this.config = config;
        this.outcomeCollector = outcomeCollector;
        this.quality = quality;
        this.events = events;
        this.rates = new RateRecorder(config.storage(), config.exchangeRates());
        this.planners = planners;
    }

    /**
     * What a check found.
     *
     * @param knownAt what had been collected until this moment is what plans rest on: sources observe while a run goes
     *     on
     * @param unfit why no decision may rest on an account or a campaign
     * @param unlisted of what arms are to be made by rule and nothing was ever listed
     */
    record Checked(Instant knownAt, Map<Subject, String> unfit, List<String> unlisted) {}

    /** Collects the outcomes of a campaign; empty if it has none. */
    Optional<Step<Boolean>> outcomes(Campaign campaign, Step<Prepared> prepare) {
        return Optional.ofNullable(config.outcomes().get(campaign.id()))
                .map(source -> Step.<Boolean>of("outcomes " + source.id() + " of " + campaign.id(), context -> {
                            OutcomeCollector.Result result =
                                    outcomeCollector.collect(source, campaign, moment(context));
                            return new StepResult<>(
                                    StepState.SUCCEEDED, result.counts(), result.messages(), null, false);
                        })
                        .needs(prepare));
    }

    /** Checks what the sources delivered. */
    Step<Checked> check(Step<Prepared> prepare, List<Step<Collected>> collects) {
        return Step.<Checked>of("check quality", context -> {
                    Prepared prepared =
                            Objects.requireNonNull(context.outcome(prepare).output());
                    Instant knownAt = moment(context);
                    QualityCheck.Result result =
                            quality.check(reports(context, collects), config.sources(), prepared.before(), knownAt);
                    return new StepResult<>(
                            result.unfit().isEmpty() ? StepState.SUCCEEDED : StepState.PARTIAL,
                            StepCounts.ZERO,
                            result.messages(),
                            new Checked(knownAt, result.unfit(), prepared.unlisted()),
                            false);
                })
                .needs(prepare)
                .follows(collects.toArray(Step<?>[]::new));
    }

    private static List<AccountReport> reports(StepContext context, List<Step<Collected>> collects) {
        return collects.stream()
                .map(step -> context.outcome(step).output())
                .filter(Objects::nonNull)
                .flatMap(collected -> collected.reports().stream())
                .toList();
    }

    /** Plans the next day of a campaign; a plan that cannot be decided is held (R10). */
    Step<CampaignPlan> plan(
            Campaign campaign, List<Step<Collected>> collects, Optional<Step<Boolean>> outcomes, Step<Checked> check) {
        List<Step<?>> before = new ArrayList<>(collects);
        outcomes.ifPresent(before::add);
        before.add(check);
        return Step.<CampaignPlan>of("plan " + campaign.id(), context -> {
                    context.progress(0, 1, "learning and deciding");
                    String limited = limited(campaign, context.scope(), moment(context));
                    if (limited != null) {
                        return StepResult.skipped(limited);
                    }
                    StepOutcome<Checked> checked = context.outcome(check);
                    Instant knownAt = checked.value().map(Checked::knownAt).orElseGet(() -> moment(context));
                    String obstacle = outcomes.isPresent()
                                    && !context.outcome(outcomes.get())
                                            .report()
                                            .state()
                                            .isGood()
                            ? "its outcomes could not be collected"
                            : stale(campaign, context, collects);
                    if (obstacle == null) {
                        obstacle = checked.value().map(PlanSteps::unlisted).orElse(null);
                    }
                    Map<Subject, String> unfit =
                            checked.value().map(Checked::unfit).orElse(null);
                    StepResult<CampaignPlan> result =
                            plan(campaign, knownAt, obstacle, obstacle == null ? unfitness(campaign, unfit) : null);
                    context.progress(1, 1, "done");
                    return result;
                })
                .follows(before.toArray(Step<?>[]::new))
                .keeping(plan -> plan.allocation().id(), this::stored);
    }

    /** What no arms are known of would get nothing, and its share would go to the others. */
    private static @Nullable String unlisted(Checked checked) {
        return checked.unlisted().isEmpty()
                ? null
                : String.join(", ", checked.unlisted())
                        + " could not be listed, so that it is not known which arms there are";
    }

    private static StepResult<CampaignPlan> planned(CampaignPlan plan, List<String> remarks) {
        boolean held = plan.allocation().state() == Allocation.State.HELD;
        if (held) {
            remarks.add(plan.allocation().reason());
        }
        return new StepResult<>(held ? StepState.PARTIAL : StepState.SUCCEEDED, StepCounts.ZERO, remarks, plan, false);
    }

    private CampaignPlan stored(String allocationId) {
        DecisionStore decisions = config.storage().decisions();
        Allocation allocation = decisions
                .allocation(allocationId)
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.STORAGE,
                        "Allocation " + allocationId + " of this run is not in the storage any more"));
        String model = allocation.record().modelRunId();
        return new CampaignPlan(allocation, model == null ? Optional.empty() : decisions.modelRun(model), List.of());
    }

    private StepResult<CampaignPlan> plan(
            Campaign campaign, Instant knownAt, @Nullable String obstacle, @Nullable String unfit) {
        CampaignPlanner planner = planners.of(campaign.id());
        List<String> remarks = new ArrayList<>();
        try {
            if (CampaignPlanner.isPlanned(campaign, knownAt)) {
                LocalDate until = CampaignPlanner.plannedDay(campaign, knownAt).minusDays(1);
                remarks.addAll(rates.record(campaign, until, knownAt));
            }
            // Numbers that cannot be trusted are not looked at, not even to hold what was spent lately.
            return (unfit == null ? planner.plan(campaign, knownAt, obstacle) : planner.hold(campaign, knownAt, unfit))
                    .map(plan -> planned(keep(plan, knownAt), remarks))
                    .orElseGet(() -> StepResult.skipped("the campaign is not active on the day to be planned"));
        } catch (CancelledException e) {
            throw e;
        } catch (RuntimeException e) {
            if (Failures.mayPass(e)) {
                throw e; // it is tried again
            }
            LOG.error("campaign={} planning failed", campaign.id(), e);
            remarks.add(Failures.text(e));
            return new StepResult<>(
                    StepState.FAILED, StepCounts.ZERO, remarks, held(planner, campaign, knownAt, e, remarks), false);
        }
    }

    /** Holds the last good allocation because planning failed; null if even that fails. */
    private @Nullable CampaignPlan held(
            CampaignPlanner planner, Campaign campaign, Instant knownAt, RuntimeException why, List<String> remarks) {
        try {
            return planner.hold(campaign, knownAt, "planning failed: " + why)
                    .map(plan -> keep(plan, knownAt))
                    .orElse(null);
        } catch (RuntimeException e) {
            LOG.error("campaign={} nothing could be held", campaign.id(), e);
            remarks.add("nothing could be held: " + Failures.text(e));
            return null;
        }
    }

    /** Fits the mix model of a campaign to all that is known. */
    Step<Boolean> fit(Campaign campaign, Step<Boolean> outcomes) {
        return Step.<Boolean>of("fit " + campaign.id(), context -> {
                    Instant knownAt = moment(context);
                    return planners.of(campaign.id())
                            .fit(campaign, knownAt)
                            .<StepResult<Boolean>>map(run -> {
                                config.storage().decisions().save(run);
                                return StepResult.done("model run " + run.id() + ", days until " + run.lastDay());
                            })
                            .orElseGet(() -> StepResult.skipped("the campaign is not active on the day to be planned"));
                })
                .needs(outcomes);
    }

    private CampaignPlan keep(CampaignPlan plan, Instant knownAt) {
        DecisionStore decisions = config.storage().decisions();
        plan.model().ifPresent(decisions::save);
        Allocation allocation = plan.allocation();
        if (!plan.states().isEmpty()) {
            decisions.saveStates(plan.states(), allocation.record().inputsHash(), knownAt);
        }
        Allocation kept = decisions.save(allocation)
                ? allocation
                : decisions.allocation(allocation.id()).orElse(allocation);
        events.decided(kept);
        return new CampaignPlan(kept, plan.model(), plan.states());
    }

    /** Publishes what was decided; nothing if the host has no sink. */
    Optional<Step<Boolean>> publish(Campaign campaign, Step<CampaignPlan> plan) {
        return config.budgetSinks().isEmpty()
                ? Optional.empty()
                : Optional.of(Step.<Boolean>of("publish " + campaign.id(), context -> {
                            Allocation allocation = context.outcome(plan)
                                    .value()
                                    .map(CampaignPlan::allocation)
                                    .orElse(null);
                            if (allocation == null) {
                                return StepResult.skipped("nothing was decided");
                            }
                            if (allocation.state() != Allocation.State.DECIDED) {
                                return StepResult.skipped("the plan is held: budgets on platforms stay as they are");
                            }
                            String overtaken = overtaken(campaign, allocation, moment(context));
                            if (overtaken != null) {
                                return StepResult.skipped(overtaken);
                            }
                            Publishing.publish(config.budgetSinks(), allocation, context.cancellation());
                            return PublishedBudgets.text(config.storage().budgetChanges(), allocation, config.arms())
                                    .<StepResult<Boolean>>map(StepResult::done)
                                    .orElseGet(StepResult::done);
                        })
                        .needs(plan));
    }

    /**
     * Why a run that is limited plans nothing: it collected other days than decisions rest on, or leaves an account out
     * of which yesterday is not known.
     */
    private @Nullable String limited(Campaign campaign, RunScope scope, Instant now) {
        if (scope.days() != null) {
            return "a run of certain days plans nothing";
        }
        List<String> missing = config.arms().stream()
                .filter(arm -> arm.campaignId().equals(campaign.id()))
                .map(Arm::account)
                .distinct()
                .filter(account -> !scope.includes(account) && !knowsYesterday(account, now))
                .map(Account::key)
                .sorted()
                .toList();
        return missing.isEmpty()
                ? null
                : "account " + String.join(", ", missing) + " is not up to date, and this run does not collect it";
    }

    private boolean knowsYesterday(Account account, Instant now) {
        Instant today = now.atZone(account.zone())
                .toLocalDate()
                .atStartOfDay(account.zone())
                .toInstant();
        return config.storage().metrics().watermarks().stream()
                .anyMatch(mark -> mark.accountKey().equals(account.key())
                        && !mark.completeUntil().isBefore(today));
    }

    /** Why what a run decided is not to be published any more, such as when the run is gone on with days later. */
    private @Nullable String overtaken(Campaign campaign, Allocation allocation, Instant now) {
        if (allocation.day().isBefore(now.atZone(campaign.zone()).toLocalDate())) {
            return "it was decided for " + allocation.day() + ", which is over";
        }
        return config.storage()
                .decisions()
                .lastGood(campaign.id(), now)
                .filter(last -> !last.id().equals(allocation.id()))
                .map(last -> "allocation " + last.id() + " for " + last.day() + " was decided since")
                .orElse(null);
    }

    /** Why no decision may be made: an account of the campaign could not be brought up to date (R10). */
    private @Nullable String stale(Campaign campaign, StepContext context, List<Step<Collected>> collects) {
        List<StepOutcome<Collected>> outcomes =
                collects.stream().map(context::outcome).toList();
        List<AccountReport> reports = outcomes.stream()
                .flatMap(outcome -> outcome.value().stream())
                .flatMap(collected -> collected.reports().stream())
                .toList();
        Set<String> failed = outcomes.stream()
                .flatMap(outcome -> outcome.value().stream())
                .flatMap(collected -> collected.failed().stream())
                .collect(Collectors.toSet());
        boolean unknown = outcomes.stream().anyMatch(outcome -> outcome.value().isEmpty());
        List<String> stale = accounts(campaign)
                .filter(account -> failed.contains(account) || isStale(account, reports, unknown))
                .toList();
        return stale.isEmpty() ? null : "account " + String.join(", ", stale) + " could not be collected";
    }

    /** @param unknown whether a source failed before it said which accounts it has */
    private static boolean isStale(String account, List<AccountReport> reports, boolean unknown) {
        List<AccountReport> own = reports.stream()
                .filter(report -> report.account().key().equals(account))
                .toList();
        return own.stream().anyMatch(report -> !report.upToDate()) || unknown && own.isEmpty();
    }

    /** Why the data of a campaign is no ground for a decision (R10); null if it is. */
    private @Nullable String unfitness(Campaign campaign, @Nullable Map<Subject, String> unfit) {
        if (unfit == null) {
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

    /** Now, but not before the run began. */
    private Instant moment(StepContext context) {
        return CollectSteps.moment(config, context);
    }
}
