package io.banditpipeline.core.internal.plan;

import io.banditpipeline.bandit.AgentContext;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.bandit.Split;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.money.RecordedRates;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.mmm.MmmModel;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Works out a campaign's budgets from what the storage knew at a moment: a function of the storage's content, the
 * settings and that moment (R6). It writes nothing. Thread-safe.
 */
public final class CampaignPlanner {
    private static final String NO_METRICS = "there are no metrics of its arms yet";
    private final Storage storage;
    private final PlanSettings settings;

    /**
     * @param storage what is known
     * @param settings what plans are made with
     */
    public CampaignPlanner(Storage storage, PlanSettings settings) {
        this.storage = storage;
        this.settings = settings;
    }

    /** The first local day of a campaign that has not begun at a moment. */
    public static LocalDate plannedDay(Campaign campaign, Instant asOf) {
        ZonedDateTime now = asOf.atZone(campaign.zone());
        LocalDate today = now.toLocalDate();
        return today.atStartOfDay(campaign.zone()).toInstant().equals(asOf) ? today : today.plusDays(1);
    }

    /** Why the campaign's accounts are not complete enough to decide on, or empty if they are. */
    public static Optional<String> staleness(Storage storage, Collection<Account> accounts, Instant now) {
        return Freshness.of(accounts, storage.metrics().watermarks(), now).reason();
    }

    /**
     * Plans the day that comes next.
     *
     * @param campaign the campaign
     * @param asOf what was known at this moment is used (R3)
     * @param obstacle why no decision may be made, or null: the last good allocation is then held (R10)
     * @return the plan, or empty if the campaign is not active on that day
     */
    public Optional<CampaignPlan> plan(Campaign campaign, Instant asOf, @Nullable String obstacle) {
        return plan(campaign, asOf, obstacle, 0);
    }

    /**
     * Holds what was decided last, without looking at any metrics.
     *
     * @param reason why no decision could be made
     * @return the plan, or empty if the campaign is not active on the day that comes next
     */
    public Optional<CampaignPlan> hold(Campaign campaign, Instant asOf, String reason) {
        return planning(campaign, asOf).map(planning -> planning.held(reason));
    }

    /**
     * Plans again what was decided. Storages keep only the latest watermarks, so the last day that was complete then is
     * one of a few: the one that gives the same inputs.
     *
     * @param campaign the campaign
     * @param record what the decision was made from
     * @return the plan; empty if the campaign is not active on that day; another one if no day gives the same inputs
     */
    public Optional<CampaignPlan> replay(Campaign campaign, DecisionRecord record) {
        Optional<CampaignPlan> latest = plan(campaign, record.asOf(), null, 0);
        Optional<CampaignPlan> plan = latest;
        for (int lag = 1; lag <= Freshness.MAX_LAG_DAYS && !restsOn(plan, record); lag++) {
            plan = plan(campaign, record.asOf(), null, lag);
        }
        return restsOn(plan, record) ? plan : latest;
    }

    private static boolean restsOn(Optional<CampaignPlan> plan, DecisionRecord record) {
        return plan.isPresent() && plan.get().allocation().record().inputsHash().equals(record.inputsHash());
    }

    private Optional<CampaignPlan> plan(Campaign campaign, Instant asOf, @Nullable String obstacle, int lagDays) {
        return planning(campaign, asOf).map(planning -> planning.plan(obstacle, lagDays));
    }

    private Optional<Planning> planning(Campaign campaign, Instant asOf) {
        if (!isPlanned(campaign, asOf)) {
            return Optional.empty();
        }
        LocalDate day = plannedDay(campaign, asOf);
        List<Arm> arms = storage.catalog().arms(campaign.id());
        return Optional.of(new Planning(campaign, arms, day, asOf));
    }

    /**
     * Fits the campaign's mix model to what was known at a moment. Nothing is stored.
     *
     * @return the run; empty if the campaign has no model, or is not active on the day that comes next
     * @throws PipelineException with INVALID_INPUT if the model gives no answer
     */
    public Optional<MmmRun> fit(Campaign campaign, Instant asOf) {
        MmmModel model = settings.model();
        if (model == null) {
            return Optional.empty();
        }
        return planning(campaign, asOf).map(planning -> {
            Modelling.Result result = planning.fit(model);
            if (result instanceof Modelling.Result.Unusable unusable) {
                throw new PipelineException(
                        ErrorCode.INVALID_INPUT, "Campaign " + campaign.id() + ": " + unusable.reason());
            }
            return ((Modelling.Result.Usable) result).run();
        });
    }

    /** Whether a campaign is active on the day that a plan at a moment is for. */
    public static boolean isPlanned(Campaign campaign, Instant asOf) {
        LocalDate day = plannedDay(campaign, asOf);
        LocalDate first = campaign.firstDay();
        LocalDate last = campaign.lastDay();
        return campaign.status() == Campaign.Status.ACTIVE
                && (first == null || !day.isBefore(first))
                && (last == null || !day.isAfter(last));
    }

    /** One plan in the making. */
    private final class Planning {
        private final Campaign campaign;
        /** All that ever were the campaign's: their spend counts. */
        private final List<Arm> known;
        /** Those that share the budget. */
        private final List<Arm> arms;

        private final LocalDate day;
        private final Instant asOf;
        private final String configHash;
        private String inputsHash = "";
        private OptionalLong budgetMicros = OptionalLong.empty();
        private List<ArmState> states = List.of();
        private @Nullable MmmRun model;

        Planning(Campaign campaign, List<Arm> known, LocalDate day, Instant asOf) {
            this.campaign = campaign;
            this.known = known;
            this.arms = known.stream()
                    .filter(arm -> settings.armIds().contains(arm.id()))
                    .toList();
            this.day = day;
            this.asOf = asOf;
            this.configHash = configHash();
        }

        CampaignPlan plan(@Nullable String obstacle, int lagDays) {
            if (arms.isEmpty()) {
                return held(
                        obstacle == null
                                ? "the campaign has no arms: none are named, and no rule makes any of what platforms list"
                                : obstacle);
            }
            Freshness freshness = Freshness.of(accounts(), storage.metrics().watermarks(), asOf);
            if (freshness.lastDay().equals(LocalDate.MIN)) {
                return held(freshness.reason().orElse(NO_METRICS));
            }
            try {
                return decide(
                        lastDay(freshness).minusDays(lagDays),
                        obstacle == null ? freshness.reason().orElse(null) : obstacle);
            } catch (MissingRateException e) {
                return held(String.valueOf(e.getMessage()));
            }
        }

        /** An account's zone may be so far ahead of the campaign's that its planned day is over there. */
        private LocalDate lastDay(Freshness freshness) {
            return freshness.lastDay().isBefore(day) ? freshness.lastDay() : day.minusDays(1);
        }

        /** The model fitted to what was known, or why it gives no answer. */
        Modelling.Result fit(MmmModel fitted) {
            Freshness freshness = Freshness.of(accounts(), storage.metrics().watermarks(), asOf);
            if (arms.isEmpty() || freshness.lastDay().equals(LocalDate.MIN)) {
                return new Modelling.Result.Unusable(freshness.reason().orElse(NO_METRICS));
            }
            LocalDate lastDay = lastDay(freshness);
            return modelling(fitted).fit(campaign, history(facts(lastDay), lastDay), asOf);
        }

        private Modelling modelling(MmmModel fitted) {
            return new Modelling(storage, fitted, settings.refitAfter());
        }

        private CampaignPlan decide(LocalDate lastDay, @Nullable String obstacle) {
            DailyFacts facts = facts(lastDay);
            SpendHistory history = history(facts, lastDay);
            if (history.isEmpty()) {
                return held(NO_METRICS);
            }
            BudgetOfDay budget = BudgetOfDay.of(campaign, day, history, committedMicros(lastDay, history));
            budgetMicros = OptionalLong.of(budget.micros());
            inputsHash = history.digest();
            AgentContext context = new AgentContext(campaign, day, lastDay, arms);
            states = settings.agent().refresh(context, facts);
            if (obstacle != null) {
                return held(obstacle);
            }
            if (settings.model() != null) {
                Modelling.Result result = modelling(settings.model()).run(campaign, history, asOf);
                if (result instanceof Modelling.Result.Unusable unusable) {
                    return held(unusable.reason());
                }
                model = ((Modelling.Result.Usable) result).run();
            }
            return split(context, budget);
        }

        private CampaignPlan split(AgentContext context, BudgetOfDay budget) {
            if (budget.micros() == 0) {
                return decided(budget, arms.stream().map(Planning::nothing).toList(), 0);
            }
            Split split = settings.agent()
                    .allocate(new AllocationRequest(
                            context, budget.micros(), states, model == null ? null : model.posterior(), seed()));
            return split instanceof Split.Feasible feasible
                    ? decided(budget, feasible.arms(), feasible.unspentMicros())
                    : held(((Split.Infeasible) split).reason());
        }

        private CampaignPlan decided(BudgetOfDay budget, List<ArmAllocation> budgets, long unspentMicros) {
            DecisionRecord record = record();
            String id = new Digest()
                    .add("decided")
                    .add(campaign.id())
                    .add(day.toEpochDay())
                    .add(record.inputsHash())
                    .add(record.configHash())
                    .add(record.seed())
                    .hex();
            Allocation allocation = new Allocation(
                    id,
                    campaign.id(),
                    day,
                    campaign.currency(),
                    budget.micros(),
                    unspentMicros,
                    budgets,
                    Allocation.State.DECIDED,
                    "the budget is " + budget.reason(),
                    record);
            return new CampaignPlan(allocation, Optional.ofNullable(model), states);
        }

        private CampaignPlan held(String reason) {
            Allocation allocation = Holding.of(
                    campaign,
                    day,
                    reason,
                    storage.decisions().lastGood(campaign.id(), asOf),
                    states,
                    budgetMicros,
                    record());
            return new CampaignPlan(allocation, Optional.ofNullable(model), states);
        }

        private DecisionRecord record() {
            String inputs = new Digest()
                    .add(inputsHash)
                    .add(budgetMicros.orElse(-1))
                    .add(model == null ? "" : model.id())
                    .hex();
            return new DecisionRecord(
                    asOf, configHash, settings.agent().id(), model == null ? null : model.id(), seed(), inputs);
        }

        /** What the days take that are neither complete nor planned: their budgets, or the recent spend without one. */
        private long committedMicros(LocalDate lastDay, SpendHistory history) {
            if (campaign.totalBudgetMicros().isEmpty()) {
                return 0;
            }
            LocalDate first = lastDay.plusDays(1);
            long committed = 0;
            for (LocalDate open = first.isBefore(spentFrom()) ? spentFrom() : first;
                    open.isBefore(day);
                    open = open.plusDays(1)) {
                committed = Math.addExact(committed, budgetInForceMicros(open, history));
            }
            return committed;
        }

        private long budgetInForceMicros(LocalDate open, SpendHistory history) {
            return storage.decisions()
                    .lastGood(campaign.id(), open.atStartOfDay(campaign.zone()).toInstant())
                    .filter(allocation -> allocation.currency().equals(campaign.currency()))
                    .map(allocation -> allocation.budgetMicros() - allocation.unspentMicros())
                    .orElseGet(() -> history.recentDailyMicros(BudgetOfDay.RECENT_DAYS));
        }

        /** What counts against the total budget was spent at the rates of its days, whatever the model is shown. */
        private SpendHistory history(DailyFacts facts, LocalDate lastDay) {
            SpendHistory history = SpendHistory.read(known, facts, window(lastDay), spentFrom());
            return settings.constantCurrency() && campaign.totalBudgetMicros().isPresent()
                    ? history.withTotalOf(SpendHistory.read(known, facts(lastDay, null), window(lastDay), spentFrom()))
                    : history;
        }

        private DailyFacts facts(LocalDate lastDay) {
            return facts(lastDay, settings.constantCurrency() ? lastDay : null);
        }

        /** All days until the last: which day is the first may have been restated since. */
        private DailyFacts facts(LocalDate lastDay, @Nullable LocalDate constantDay) {
            Map<String, Currency> currencies = known.stream()
                    .collect(Collectors.toMap(Arm::id, arm -> arm.account().currency()));
            return new ConvertedFacts(
                    storage.metrics()
                            .dailyFacts(new FactQuery(campaign.id(), new DateRange(LocalDate.MIN, lastDay), asOf)),
                    currencies,
                    campaign.currency(),
                    new RecordedRates(storage, settings.rates(), asOf),
                    constantDay);
        }

        private DateRange window(LocalDate lastDay) {
            return new DateRange(lastDay.minusDays(settings.trainingDays() - 1L), lastDay);
        }

        private LocalDate spentFrom() {
            LocalDate first = campaign.firstDay();
            return first == null ? LocalDate.MIN : first;
        }

        private Set<Account> accounts() {
            return arms.stream().map(Arm::account).collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** Depends on campaign, day and settings only, so that restated data meets the same random draws. */
        private long seed() {
            String digest = new Digest()
                    .add("seed")
                    .add(campaign.id())
                    .add(day.toEpochDay())
                    .add(settings.agent().id())
                    .hex();
            return Long.parseUnsignedLong(digest.substring(0, 16), 16);
        }

        private String configHash() {
            Digest digest = new Digest()
                    .add(campaign.toString())
                    .add(settings.agent().id())
                    .add(settings.model() == null ? "" : settings.model().id())
                    .add(settings.trainingDays());
            arms.forEach(arm -> digest.add(arm.toString()));
            if (settings.constantCurrency()) {
                digest.add("constant currency");
            }
            if (!settings.refitAfter().isZero()) {
                digest.add("refit after").add(settings.refitAfter().toMillis());
            }
            return digest.hex();
        }

        private static ArmAllocation nothing(Arm arm) {
            return new ArmAllocation(
                    arm.id(),
                    0,
                    0,
                    0,
                    0,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Binding.NONE,
                    "there is nothing to spend on this day");
        }
    }
}
