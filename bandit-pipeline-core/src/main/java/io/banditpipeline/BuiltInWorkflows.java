package io.banditpipeline;

import io.banditpipeline.CollectSteps.Collected;
import io.banditpipeline.CollectSteps.Prepared;
import io.banditpipeline.CollectSteps.Reaches;
import io.banditpipeline.PlanSteps.Checked;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.internal.collect.Reach;
import io.banditpipeline.core.internal.plan.CampaignPlan;
import io.banditpipeline.core.internal.workflow.RunResult;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.Workflow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Builds the graphs of the pipeline's own workflows, anew for each run. Thread-safe. */
final class BuiltInWorkflows {
    private final PipelineConfig config;
    private final CollectSteps collecting;
    private final PlanSteps planning;

    BuiltInWorkflows(PipelineConfig config, CollectSteps collecting, PlanSteps planning) {
        this.config = config;
        this.collecting = collecting;
        this.planning = planning;
    }

    /**
     * The graph of one run, and the steps whose results its report shows.
     *
     * @param workflow the graph
     * @param plans the steps that plan
     */
    record Graph(Workflow workflow, List<Step<CampaignPlan>> plans) {
        /** What was planned, in the order of the campaigns. */
        List<CampaignPlan> plans(RunResult.Ran ran) {
            return plans.stream().flatMap(plan -> ran.output(plan).stream()).toList();
        }
    }

    /** The graph of a workflow of {@link Workflows} or of the host, with the steps that the host adds. */
    Graph graph(String workflow, RunScope scope) {
        Graph graph =
                switch (workflow) {
                    case Workflows.DAILY -> daily(scope);
                    case Workflows.HOURLY -> hourly(scope);
                    case Workflows.BACKFILL -> backfill(scope);
                    case Workflows.MODEL -> model(scope);
                    default ->
                        new Graph(
                                Objects.requireNonNull(
                                        config.orchestration().workflows().get(workflow)),
                                List.of());
                };
        UnaryOperator<Workflow> extension = config.orchestration().extensions().get(workflow);
        return extension == null ? graph : new Graph(extension.apply(graph.workflow()), graph.plans());
    }

    /** Collects all that is due, checks it, plans and publishes. */
    private Graph daily(RunScope scope) {
        Step<Prepared> prepare = collecting.prepare(scope);
        List<Step<Collected>> collects = collecting.collect(prepare, daysOr(scope, (account, now) -> new Reach.Due()));
        Step<Checked> check = planning.check(prepare, collects);
        List<Step<?>> steps = new ArrayList<>(collects);
        List<Step<?>> after = new ArrayList<>();
        List<Step<CampaignPlan>> plans = new ArrayList<>();
        for (Campaign campaign : config.campaigns()) {
            if (scope.includesCampaign(campaign.id())) {
                Optional<Step<Boolean>> outcomes = planning.outcomes(campaign, prepare);
                outcomes.ifPresent(steps::add);
                Step<CampaignPlan> plan = planning.plan(campaign, collects, outcomes, check);
                plans.add(plan);
                after.add(plan);
                planning.publish(campaign, plan).ifPresent(after::add);
            }
        }
        steps.add(check);
        steps.addAll(after);
        return new Graph(Workflow.of(Workflows.DAILY, steps), plans);
    }

    /** Collects yesterday and today. */
    private Graph hourly(RunScope scope) {
        return collecting(Workflows.HOURLY, scope, (account, now) -> new Reach.Recent());
    }

    /** Collects the days that are named, or else the history that is missing. */
    private Graph backfill(RunScope scope) {
        return collecting(
                Workflows.BACKFILL, scope, daysOr(scope, (account, now) -> new Reach.Missing(history(account, now))));
    }

    /** The days that the scope names, or else what is meant of each account. */
    private static Reaches daysOr(RunScope scope, Reaches otherwise) {
        DateRange days = scope.days();
        return days == null ? otherwise : (account, now) -> new Reach.Days(days);
    }

    private DateRange history(Account account, Instant now) {
        LocalDate last = now.atZone(account.zone()).toLocalDate().minusDays(1);
        return new DateRange(last.minusDays(config.historyDays() - 1L), last);
    }

    private Graph collecting(String id, RunScope scope, Reaches reach) {
        Step<Prepared> prepare = collecting.prepare(scope);
        return new Graph(Workflow.of(id, collecting.collect(prepare, reach)), List.of());
    }

    /** Fits the mix models of the campaigns that have outcomes. */
    private Graph model(RunScope scope) {
        Step<Prepared> prepare = collecting.prepare(scope);
        List<Step<?>> fits = new ArrayList<>();
        for (Campaign campaign : config.campaigns()) {
            if (scope.includesCampaign(campaign.id())) {
                planning.outcomes(campaign, prepare).ifPresent(outcomes -> fits.add(planning.fit(campaign, outcomes)));
            }
        }
        return new Graph(Workflow.of(Workflows.MODEL, fits), List.of());
    }
}
