package io.banditpipeline.examples;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.Workflows;
import io.banditpipeline.bandit.AgentContext;
import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.BanditAgent;
import io.banditpipeline.bandit.Split;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.core.bandit.ThompsonAgent;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.mmm.ModelFit;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.outcome.OutcomeSource;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.HistoryValidator;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.Storage;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a pipeline can be at when it is closed. */
enum Work {
    LISTING_ACCOUNTS,
    FETCHING,
    STORING_A_SLICE,
    COLLECTING_OUTCOMES,
    CHECKING_QUALITY,
    FITTING_A_MODEL,
    ALLOCATING,
    PUBLISHING,
    WAITING_FOR_A_RETRY,
    FILLING_BACK,
    A_STEP_OF_THE_HOST,
    TELLING_OF_AN_ALERT;

    private static final String MODEL = "test.refusing";

    /** A pipeline that does this work for as long as the hang lasts. */
    PipelineBuilder pipeline(Shop shop, Storage storage, Hang hang) {
        PipelineBuilder builder =
                shop.builder(this == STORING_A_SLICE ? storing(storage, hang) : storage, source(hang), waiter(hang));
        if (this == COLLECTING_OUTCOMES || this == FITTING_A_MODEL || this == TELLING_OF_AN_ALERT) {
            OutcomeSource outcomes = shop.market.outcomes(shop.clock);
            builder.explain(
                            shop.market.campaign().id(),
                            this == COLLECTING_OUTCOMES ? new SlowOutcomes(outcomes, hang) : outcomes)
                    .learnWith(new RefusingModel(this == FITTING_A_MODEL ? hang : Hang.over()));
        }
        return builder.validateWith(new SlowCheck(this == CHECKING_QUALITY ? hang : Hang.over()))
                .decideWith(new SlowAgent(ThompsonAgent.ofDefaults(), this == ALLOCATING ? hang : Hang.over()))
                .publishTo(allocation -> (this == PUBLISHING ? hang : Hang.over()).here())
                .alertTo(alert -> (this == TELLING_OF_AN_ALERT ? hang : Hang.over()).here())
                .extend(
                        Workflows.DAILY,
                        daily -> daily.with(Step.of("host", context -> {
                            (this == A_STEP_OF_THE_HOST ? hang : Hang.over()).here();
                            return StepResult.done();
                        })));
    }

    /** Does it. */
    RunReport run(Pipeline pipeline) {
        return this == FILLING_BACK ? pipeline.backfill(RunScope.all()) : pipeline.runDaily();
    }

    private UnaryOperator<MetricsSource> source(Hang hang) {
        return switch (this) {
            case LISTING_ACCOUNTS ->
                Meddled.listing(accounts -> {
                    hang.here();
                    return accounts;
                });
            case FETCHING, FILLING_BACK ->
                Meddled.fetching((source, slice, sink) -> {
                    hang.here();
                    source.fetch(slice, sink);
                });
            case WAITING_FOR_A_RETRY ->
                Meddled.fetching((source, slice, sink) -> {
                    if (!hang.isOver()) {
                        throw new SourceException(SourceException.Kind.TRANSIENT, "bad gateway", null);
                    }
                    source.fetch(slice, sink);
                });
            default -> source -> source;
        };
    }

    private Waiter waiter(Hang hang) {
        return duration -> {
            if (this == WAITING_FOR_A_RETRY) {
                hang.interruptibly();
            }
        };
    }

    /** The storage, which is slow to store slices of metrics. */
    private static Storage storing(Storage storage, Hang hang) {
        MetricStore slow = proxy(MetricStore.class, storage.metrics(), method -> {
            if (method.equals("replace")) {
                hang.here();
            }
            return null;
        });
        return proxy(Storage.class, storage, method -> method.equals("metrics") ? slow : null);
    }

    /** What is done before a call of a method, and answered instead of it if that is not null. */
    @FunctionalInterface
    private interface Before {
        @org.jspecify.annotations.Nullable
        Object call(String method);
    }

    private static <T> T proxy(Class<T> type, T target, Before before) {
        return type.cast(Proxy.newProxyInstance(
                Work.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object instead = before.call(method.getName());
                    try {
                        return instead != null ? instead : method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }

    private record SlowOutcomes(OutcomeSource source, Hang hang) implements OutcomeSource {
        @Override
        public String id() {
            return source.id();
        }

        @Override
        public void fetch(Campaign campaign, DateRange days, OutcomeSink sink) {
            hang.here();
            source.fetch(campaign, days, sink);
        }
    }

    /** A model that never answers, so that plans are held. */
    private record RefusingModel(Hang hang) implements io.banditpipeline.mmm.MmmModel {
        @Override
        public ModelFit fit(io.banditpipeline.mmm.MmmInput input) {
            hang.here();
            return new ModelFit.Refused("this model knows nothing");
        }

        @Override
        public String id() {
            return MODEL;
        }
    }

    private record SlowCheck(Hang hang) implements HistoryValidator {
        @Override
        public String id() {
            return "host.history";
        }

        @Override
        public void check(AccountHistory history, Findings findings) {
            hang.here();
        }
    }

    private record SlowAgent(BanditAgent agent, Hang hang) implements BanditAgent {
        @Override
        public String id() {
            return agent.id();
        }

        @Override
        public List<ArmState> refresh(AgentContext context, DailyFacts facts) {
            return agent.refresh(context, facts);
        }

        @Override
        public Split allocate(AllocationRequest request) {
            hang.here();
            return agent.allocate(request);
        }
    }
}
