package io.banditpipeline;

import io.banditpipeline.alert.AlertSink;
import io.banditpipeline.anomaly.AnomalyDetector;
import io.banditpipeline.bandit.BanditAgent;
import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.ArmRule;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.alert.LogAlertSink;
import io.banditpipeline.core.anomaly.SeasonalDetector;
import io.banditpipeline.core.bandit.ThompsonAgent;
import io.banditpipeline.core.internal.arm.ArmDirectory;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.core.mmm.RegressionMmm;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.mmm.MmmModel;
import io.banditpipeline.money.ExchangeRates;
import io.banditpipeline.outcome.OutcomeSource;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.run.Progress;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.Storage;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Pipeline}. A storage, a campaign with arms and a source are needed; all else has a default.
 *
 * <p>Single values refuse to be set twice with an {@link IllegalStateException}; a null is refused at once with a
 * {@link NullPointerException}; all other mistakes are reported together by {@link #build}.
 */
public final class PipelineBuilder {
    private final List<Campaign> campaigns = new ArrayList<>();
    private final List<Arm> arms = new ArrayList<>();
    private @Nullable ArmRule armRule;
    private final List<MetricsSource> sources = new ArrayList<>();
    private final Map<String, OutcomeSource> outcomes = new LinkedHashMap<>();
    private final List<Validator> validators = new ArrayList<>();
    private final List<BudgetSink> budgetSinks = new ArrayList<>();
    private final List<AlertSink> alerts = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private @Nullable Storage storage;
    private @Nullable ExchangeRates exchangeRates;
    private @Nullable MmmModel model;
    private @Nullable BanditAgent agent;
    private @Nullable QualityPolicy quality;
    private @Nullable AnomalyDetector detector;
    private @Nullable InstantSource clock;
    private @Nullable Progress progress;
    private @Nullable Integer historyDays;
    private @Nullable Integer trainingDays;
    private @Nullable Duration refitModelAfter;
    private @Nullable Boolean constantCurrency;
    private final OrchestrationBuilder orchestration = new OrchestrationBuilder();

    PipelineBuilder() {}

    /** Keeps everything in a storage. The host opens and closes it. */
    public PipelineBuilder storeIn(Storage value) {
        storage = once("storeIn", storage, value);
        return this;
    }

    /** Collects a source's metrics. May be called for several sources; their ids must differ. */
    public PipelineBuilder collectFrom(MetricsSource source) {
        sources.add(Objects.requireNonNull(source, "collectFrom"));
        return this;
    }

    /** Plans the budgets of a campaign's arms. May be called for several campaigns. */
    public PipelineBuilder plan(Campaign campaign, Collection<Arm> campaignArms) {
        campaigns.add(Objects.requireNonNull(campaign, "plan"));
        campaignArms.forEach(arm -> arms.add(Objects.requireNonNull(arm, "arm")));
        return this;
    }

    /** Plans the budgets of a campaign's arms that {@link #discoverArms} finds. */
    public PipelineBuilder plan(Campaign campaign) {
        return plan(campaign, List.of());
    }

    /**
     * Makes arms of what platforms list, besides those that are named: every run asks each source for its campaigns, ad
     * groups and ads, and the rule says which arms they belong to. An entity that is renamed stays in its arm; one that
     * is removed leaves it. Default: arms are named, and nothing is listed.
     */
    public PipelineBuilder discoverArms(ArmRule rule) {
        armRule = once("discoverArms", armRule, rule);
        return this;
    }

    /**
     * Explains what the host sold: a mix model is fitted to these outcomes, and decisions rest on it. Without outcomes,
     * decisions rest on what the platforms claim.
     *
     * @param campaignId the campaign that the outcomes belong to
     */
    public PipelineBuilder explain(String campaignId, OutcomeSource source) {
        Objects.requireNonNull(campaignId, "explain");
        if (outcomes.putIfAbsent(campaignId, Objects.requireNonNull(source, "explain")) != null) {
            throw new IllegalStateException("explain was already set for campaign " + campaignId);
        }
        return this;
    }

    /** Converts amounts between currencies. Default: {@link ExchangeRates#none}, which holds plans that need a rate. */
    public PipelineBuilder convertWith(ExchangeRates value) {
        exchangeRates = once("convertWith", exchangeRates, value);
        return this;
    }

    /**
     * Shows the model and the agent every amount at one rate for each pair of currencies, that of the last day, so that
     * what a currency does is not taken for what an ad does. What counts against a total budget is converted at the
     * rate of its day all the same. Default: each amount at the rate of its day.
     */
    public PipelineBuilder constantCurrency() {
        constantCurrency = once("constantCurrency", constantCurrency, true);
        return this;
    }

    /** Adds a rule that data must keep, besides those that always hold. */
    public PipelineBuilder validateWith(Validator validator) {
        validators.add(Objects.requireNonNull(validator, "validateWith"));
        return this;
    }

    /** Sets how strict the pipeline is with its data. Default: {@link QualityPolicy#ofDefaults}. */
    public PipelineBuilder quality(QualityPolicy value) {
        quality = once("quality", quality, value);
        return this;
    }

    /** Finds strange values with a detector. Default: {@link SeasonalDetector#ofDefaults}. */
    public PipelineBuilder detectWith(AnomalyDetector value) {
        detector = once("detectWith", detector, value);
        return this;
    }

    /** Learns with a mix model. Default: {@link RegressionMmm#ofDefaults}. */
    public PipelineBuilder learnWith(MmmModel value) {
        model = once("learnWith", model, value);
        return this;
    }

    /** Decides with an agent. Default: {@link ThompsonAgent#ofDefaults}. */
    public PipelineBuilder decideWith(BanditAgent value) {
        agent = once("decideWith", agent, value);
        return this;
    }

    /**
     * Publishes decided budgets. May be called for several sinks. Default: none, plans are only reported and stored.
     */
    public PipelineBuilder publishTo(BudgetSink sink) {
        budgetSinks.add(Objects.requireNonNull(sink, "publishTo"));
        return this;
    }

    /**
     * Tells a person when something is wrong, and when it is over. May be called for several sinks. Default: the log,
     * {@link LogAlertSink}.
     */
    public PipelineBuilder alertTo(AlertSink value) {
        alerts.add(Objects.requireNonNull(value, "alertTo"));
        return this;
    }

    /** Reads the time from a clock. Default: the system's. */
    public PipelineBuilder clock(InstantSource value) {
        clock = once("clock", clock, value);
        return this;
    }

    /** Reports progress. Default: nobody hears it. */
    public PipelineBuilder progress(Progress value) {
        progress = once("progress", progress, value);
        return this;
    }

    /** Days that are fetched when nothing is known yet; at least 1. Default: 400, so that a yearly season shows. */
    public PipelineBuilder historyDays(int value) {
        historyDays = once("historyDays", historyDays, value);
        return this;
    }

    /** The most days that the mix model learns from; at least 1. Default: 1096, three years. */
    public PipelineBuilder trainingDays(int value) {
        trainingDays = once("trainingDays", trainingDays, value);
        return this;
    }

    /** Steps of one run that work at a time; at least 1. Default: 4. */
    public PipelineBuilder parallelism(int value) {
        orchestration.parallelism(value);
        return this;
    }

    /** Tries steps again that failed in a way that can pass. Default: {@link RetryPolicy#ofDefaults}. */
    public PipelineBuilder retrying(RetryPolicy value) {
        orchestration.retrying(value);
        return this;
    }

    /** Stops a try of a step that takes longer; positive. Default: 1 hour. */
    public PipelineBuilder stepTimeout(Duration value) {
        orchestration.stepTimeout(value);
        return this;
    }

    /**
     * Lets another instance take over a run whose instance has given no sign of life for this long; at least 1 second.
     * Default: 30 seconds.
     */
    public PipelineBuilder takeOverAfter(Duration value) {
        orchestration.takeOverAfter(value);
        return this;
    }

    /** Waits this long for work that {@link Pipeline#close} tells to stop; positive. Default: 30 seconds. */
    public PipelineBuilder closeWithin(Duration value) {
        orchestration.closeWithin(value);
        return this;
    }

    /**
     * Names this instance of the host in the history; 1 to 100 characters. Default: the process id and a random number.
     */
    public PipelineBuilder instance(String value) {
        orchestration.instance(value);
        return this;
    }

    /** Waits between tries with a waiter. Default: the clock, if it is a waiter, too; otherwise real time. */
    public PipelineBuilder waitWith(Waiter value) {
        orchestration.waitWith(value);
        return this;
    }

    /** Keeps ended runs and resolved alerts this long; at least 1 day. Default: 400 days. */
    public PipelineBuilder keepHistoryFor(Duration value) {
        orchestration.keepHistoryFor(value);
        return this;
    }

    /**
     * Delivers an alert again that is still open after this long, unless somebody has acknowledged it; at least 1
     * minute. Default: 1 day.
     */
    public PipelineBuilder repeatAlertsAfter(Duration value) {
        orchestration.repeatAlertsAfter(value);
        return this;
    }

    /**
     * Looks this often, besides after each run, whether all is well, so that what does not happen raises its alert,
     * too; needs a scheduler. Whole milliseconds, at least 1 second, or zero for never. Default: 15 minutes.
     */
    public PipelineBuilder watchEvery(Duration value) {
        orchestration.watchEvery(value);
        return this;
    }

    /**
     * Wakes jobs up with a scheduler, from {@link Pipeline#start} on. {@link Pipeline#close} closes it. Default: none,
     * the host calls the pipeline itself.
     */
    public PipelineBuilder scheduleWith(Scheduler value) {
        orchestration.scheduleWith(value);
        return this;
    }

    /**
     * Runs a workflow when a job is due; needs {@link #scheduleWith}. May be called for several jobs; their names must
     * differ. Default, if no job is named: {@code hourly} at every full hour of UTC, and {@code daily} at 02:00 in the
     * zone of the first campaign.
     *
     * @param workflow the id of the workflow, such as {@link Workflows#DAILY}
     */
    public PipelineBuilder schedule(JobSpec job, String workflow) {
        orchestration.schedule(job, workflow);
        return this;
    }

    /** Adds a workflow of the host. Its id must be no other workflow's. */
    public PipelineBuilder addWorkflow(Workflow workflow) {
        orchestration.addWorkflow(workflow);
        return this;
    }

    /**
     * Changes a workflow of the pipeline each time that it is run, to add steps: {@code extend(Workflows.DAILY, daily
     * -> daily.with(mail.follows(daily.step("plan shop").orElseThrow())))}. Steps of the pipeline must stay.
     *
     * @param workflow the id of the workflow
     * @param change gives the graph with more steps
     */
    public PipelineBuilder extend(String workflow, UnaryOperator<Workflow> change) {
        orchestration.extend(workflow, change);
        return this;
    }

    /**
     * Uses a run of the mix model this long though there is new data; not negative. {@link Workflows#MODEL} fits it
     * anew at any time, such as once a week. Default: zero, it is fitted whenever a plan meets new data.
     */
    public PipelineBuilder refitModelAfter(Duration value) {
        refitModelAfter = once("refitModelAfter", refitModelAfter, value);
        return this;
    }

    /**
     * Builds the pipeline. It starts no thread and calls nobody.
     *
     * @throws ConfigurationException naming every mistake
     */
    public Pipeline build() {
        RuleBook rules = rules();
        check(rules);
        if (!problems.isEmpty() || storage == null) {
            throw new ConfigurationException("pipeline", List.copyOf(problems));
        }
        return new Pipeline(new PipelineConfig(
                storage,
                List.copyOf(campaigns),
                new ArmDirectory(storage.catalog(), campaigns, arms, Optional.ofNullable(armRule)),
                List.copyOf(sources),
                Map.copyOf(outcomes),
                rules,
                policy().gates(),
                detector == null ? SeasonalDetector.ofDefaults() : detector,
                or(exchangeRates, ExchangeRates.none()),
                model == null ? RegressionMmm.ofDefaults() : model,
                agent == null ? ThompsonAgent.ofDefaults() : agent,
                List.copyOf(budgetSinks),
                alerts.isEmpty() ? List.of(new LogAlertSink()) : List.copyOf(alerts),
                or(clock, InstantSource.system()),
                or(progress, Progress.silent()),
                or(historyDays, PipelineDefaults.HISTORY_DAYS),
                or(trainingDays, PipelineDefaults.TRAINING_DAYS),
                or(refitModelAfter, PipelineDefaults.REFIT_MODEL_AFTER),
                or(constantCurrency, false),
                orchestration.build(campaigns.get(0).zone(), or(clock, InstantSource.system()))));
    }

    private QualityPolicy policy() {
        return or(quality, QualityPolicy.ofDefaults());
    }

    private RuleBook rules() {
        List<Validator> all = new ArrayList<>(StandardRules.all());
        all.addAll(validators);
        return RuleBook.of(all, policy());
    }

    private void check(RuleBook rules) {
        problems.clear();
        require(storage != null, "storeIn is missing: say where to keep data, such as JooqStorage.sqlite(file).open()");
        require(!sources.isEmpty(), "collectFrom is missing: name at least one source of metrics");
        require(!campaigns.isEmpty(), "plan is missing: name at least one campaign with its arms");
        repeated(sources, MetricsSource::id)
                .forEach(id -> problems.add("collectFrom: two sources have the id '" + id + "'; ids must differ"));
        repeated(campaigns, Campaign::id).forEach(id -> problems.add("plan: campaign '" + id + "' is named twice"));
        repeated(arms, Arm::id).forEach(id -> problems.add("plan: arm '" + id + "' is named twice"));
        rules.problems().forEach(problem -> problems.add("quality: " + problem));
        checkCampaigns();
        require(or(historyDays, 1) >= 1, "historyDays must be at least 1, but is " + historyDays);
        require(or(trainingDays, 1) >= 1, "trainingDays must be at least 1, but is " + trainingDays);
        require(
                !or(refitModelAfter, PipelineDefaults.REFIT_MODEL_AFTER).isNegative(),
                "refitModelAfter must not be negative, but is " + refitModelAfter);
        problems.addAll(orchestration.problems());
    }

    private void checkCampaigns() {
        Set<String> ids = new HashSet<>();
        campaigns.forEach(campaign -> ids.add(campaign.id()));
        outcomes.keySet().stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> problems.add("explain: there is no campaign '" + id + "'; the campaigns are " + ids));
        arms.stream()
                .filter(arm -> !ids.contains(arm.campaignId()))
                .forEach(arm -> problems.add("plan: arm '" + arm.id() + "' belongs to campaign '" + arm.campaignId()
                        + "', which is not named; the campaigns are " + ids));
        for (Campaign campaign : campaigns) {
            require(
                    armRule != null
                            || arms.stream().anyMatch(arm -> arm.campaignId().equals(campaign.id())),
                    "plan: campaign '" + campaign.id() + "' has no arms: name some, or find them with discoverArms");
        }
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    static <T> List<String> repeated(List<T> values, Function<T, String> id) {
        Set<String> seen = new HashSet<>();
        return values.stream().map(id).filter(key -> !seen.add(key)).distinct().toList();
    }

    static <T> T once(String property, @Nullable T current, T value) {
        Objects.requireNonNull(value, property);
        if (current != null) {
            throw new IllegalStateException(property + " was already set to " + current);
        }
        return value;
    }

    static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
