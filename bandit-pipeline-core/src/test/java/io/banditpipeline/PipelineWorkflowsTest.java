package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.money.Micros;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.schedule.ManualScheduler;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The workflows of a pipeline, and what a host does with their runs. */
class PipelineWorkflowsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Account META = new Account("meta", "act_1", NEW_YORK, USD);
    private static final Account GOOGLE = new Account("google_ads", "1", ZoneId.of("Europe/Berlin"), USD);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);
    private static final int HISTORY = 100;

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final ScriptedSource meta = source("meta", META);
    private final ScriptedSource google = source("google_ads", GOOGLE);
    private final Campaign campaign = Campaign.of("shop", NEW_YORK, USD).withDailyBudget(Micros.ofUnits(100));
    private final List<Arm> arms =
            List.of(Arm.of("on-meta", "shop", META, "social", ONE), Arm.of("on-google", "shop", GOOGLE, "search", ONE));

    private ScriptedSource source(String id, Account account) {
        ScriptedSource source = new ScriptedSource(id, clock, account);
        for (LocalDate day = TODAY.minusDays(HISTORY); !day.isAfter(TODAY.plusDays(5)); day = day.plusDays(1)) {
            source.put(account, ONE, day, metrics(40 + day.getDayOfMonth() % 7));
        }
        return source;
    }

    private static Metrics metrics(int units) {
        return new Metrics(
                1_000L * units, 20L * units, 250_000L * units, Micros.ofUnits(units), Micros.ofUnits(3L * units));
    }

    private PipelineBuilder builder() {
        return Pipeline.builder()
                .storeIn(storage)
                .collectFrom(meta)
                .collectFrom(google)
                .plan(campaign, arms)
                .historyDays(HISTORY)
                .clock(clock);
    }

    @Test
    void an_hourly_run_stores_the_open_day_and_completes_nothing_of_it_R7() {
        try (Pipeline pipeline = builder().build()) {
            RunReport daily = pipeline.runDaily();
            assertThat(daily.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(spent(TODAY)).isZero();

            clock.advance(Duration.ofHours(1));
            RunReport hourly = pipeline.runHourly();
            assertThat(hourly.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(hourly.allocations()).isEmpty();
            assertThat(spent(TODAY)).isPositive();
            assertThat(storage.metrics().watermarks())
                    .extracting(Watermark::completeUntil)
                    .containsExactlyInAnyOrder(
                            TODAY.atStartOfDay(NEW_YORK).toInstant(),
                            TODAY.atStartOfDay(GOOGLE.zone()).toInstant());

            Allocation again = pipeline.runDaily().allocations().get(0);
            assertThat(again.id()).isEqualTo(daily.allocations().get(0).id());
        }
    }

    @Test
    void a_run_that_is_limited_collects_and_plans_nothing_else() {
        try (Pipeline pipeline = builder().build()) {
            pipeline.run(Workflows.HOURLY, RunScope.all().platforms("meta"));
            assertThat(meta.fetches()).isNotEmpty();
            assertThat(google.fetches()).isEmpty();

            assertThatThrownBy(
                            () -> pipeline.run(Workflows.DAILY, RunScope.all().platforms("metta")))
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("No arm has the platform 'metta'; there are [google_ads, meta]");
            assertThatThrownBy(
                            () -> pipeline.run(Workflows.DAILY, RunScope.all().campaigns("shoe")))
                    .hasMessage("There is no campaign 'shoe'; the campaigns are [shop]");
            assertThatThrownBy(() -> pipeline.run("weekly", RunScope.all()))
                    .hasMessage("There is no workflow 'weekly'; there are [backfill, daily, hourly, model]");
        }
    }

    @Test
    void a_backfill_fetches_what_is_missing_newest_first_and_then_nothing() {
        try (Pipeline pipeline = builder().build()) {
            pipeline.runHourly();
            int before = meta.fetches().size();
            assertThat(pipeline.backfill(RunScope.all().accounts("meta/act_1")).state())
                    .isEqualTo(RunState.SUCCEEDED);
            List<Slice> filled = meta.fetches().subList(before, meta.fetches().size());
            assertThat(filled).hasSizeGreaterThan(2);
            assertThat(filled)
                    .isSortedAccordingTo(
                            (a, b) -> b.days().first().compareTo(a.days().first()));
            assertThat(filled.get(filled.size() - 1).days().first()).isEqualTo(TODAY.minusDays(HISTORY));

            pipeline.backfill(RunScope.all().accounts("meta/act_1"));
            assertThat(meta.fetches()).hasSize(before + filled.size());

            DateRange days = new DateRange(TODAY.minusDays(20), TODAY.minusDays(11));
            pipeline.backfill(RunScope.all().accounts("meta/act_1").days(days));
            assertThat(meta.fetches()
                            .subList(before + filled.size(), meta.fetches().size()))
                    .extracting(Slice::days)
                    .containsExactly(days);
        }
    }

    @Test
    void a_passing_failure_is_waited_for_and_only_the_slice_that_failed_is_fetched_again() {
        meta.failNextFetch(3, new SourceException(SourceException.Kind.TRANSIENT, "the line broke", null));
        meta.failNextFetch(
                0, new SourceException(SourceException.Kind.THROTTLED, "too many calls", null, Duration.ofSeconds(90)));
        Instant begun = clock.instant();
        try (Pipeline pipeline = builder().build()) {
            RunReport report = pipeline.runDaily();
            assertThat(report.state()).isEqualTo(RunState.SUCCEEDED);
            StepReport part = part(report, "collect meta meta/act_1");
            assertThat(part.attempts()).isEqualTo(3);
            assertThat(part.messages()).anyMatch(text -> text.contains("the line broke"));
        }
        assertThat(Duration.between(begun, clock.instant())).isBetween(Duration.ofSeconds(91), Duration.ofSeconds(92));
        List<Slice> fetched = meta.fetches();
        assertThat(fetched.stream().distinct()).hasSize(fetched.size() - 2);
    }

    @Test
    void a_rerun_fetches_only_what_failed_and_plans_again() {
        meta.failNextFetch(0, new SourceException(SourceException.Kind.AUTHENTICATION, "the token has expired", null));
        try (Pipeline pipeline = builder().build()) {
            RunReport failed = pipeline.runDaily();
            assertThat(failed.state()).isEqualTo(RunState.DEGRADED);
            assertThat(failed.allocations().get(0).state()).isEqualTo(Allocation.State.HELD);
            int ofGoogle = google.fetches().size();

            RunReport again = pipeline.runs().rerun(failed.runId());
            assertThat(again.runId()).isEqualTo(failed.runId());
            assertThat(again.state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(again.allocations().get(0).state()).isEqualTo(Allocation.State.DECIDED);
            assertThat(google.fetches()).hasSize(ofGoogle);
            StoredRun kept = pipeline.runs().find(failed.runId()).orElseThrow();
            assertThat(kept.attempts()).isEqualTo(2);
            assertThat(kept.run().startedBy()).isEqualTo("host");

            assertThatThrownBy(() -> pipeline.runs().rerun(failed.runId())).hasMessageContaining("has succeeded");
            assertThatThrownBy(() -> pipeline.runs().cancel(failed.runId())).hasMessageContaining("has ended already");
            assertThatThrownBy(() -> pipeline.runs().pause("none")).hasMessageContaining("There is no run 'none'");
        }
    }

    @Test
    void a_host_adds_steps_and_workflows_of_its_own() {
        List<String> done = new ArrayList<>();
        Step<String> export = Step.of("export", context -> StepResult.of("file of " + context.asOf()));
        Step<Boolean> mail = Step.<Boolean>of("mail", context -> {
                    done.add("mailed " + context.outcome(export).output());
                    return StepResult.done();
                })
                .needs(export);
        try (Pipeline pipeline = builder()
                .addWorkflow(Workflow.of("report", mail))
                .extend(
                        Workflows.DAILY,
                        daily -> daily.with(Step.<Boolean>of("tell", context -> {
                                    done.add("told");
                                    return StepResult.done();
                                })
                                .needs(daily.step("plan shop").orElseThrow())))
                .build()) {
            assertThat(pipeline.run("report", RunScope.all(), "ann").state()).isEqualTo(RunState.SUCCEEDED);
            RunReport daily = pipeline.runDaily();
            assertThat(daily.steps()).extracting(StepReport::name).contains("tell");
            assertThat(done).containsExactly("mailed file of 2026-06-10T16:00:00Z", "told");
            assertThat(pipeline.runs().latest(5))
                    .extracting(run -> run.run().workflow() + " by " + run.run().startedBy())
                    .containsExactly("daily by host", "report by ann");
        }
    }

    @Test
    void jobs_run_each_slot_once_and_one_that_may_come_right_is_gone_on_with() {
        ManualScheduler scheduler = new ManualScheduler(clock);
        Pipeline pipeline = builder()
                .scheduleWith(scheduler)
                .schedule(JobSpec.of("night", Trigger.daily(LocalTime.of(2, 0), NEW_YORK)), Workflows.DAILY)
                .retrying(RetryPolicy.none())
                .watchEvery(Duration.ZERO)
                .build();
        try (pipeline) {
            pipeline.start();
            meta.failNextFetch(0, new SourceException(SourceException.Kind.TRANSIENT, "down", null));
            scheduler.advance(Duration.ofDays(2));
            List<StoredRun> runs = pipeline.runs().latest(10);
            assertThat(runs).hasSize(2);
            assertThat(runs).extracting(StoredRun::state).containsOnly(RunState.SUCCEEDED);
            assertThat(runs).extracting(StoredRun::attempts).containsExactly(1, 2);
            assertThat(runs.get(1).run().runId()).isEqualTo("night@2026-06-11T06:00:00Z");
            assertThat(pipeline.jobs().list()).hasSize(1);
            assertThat(pipeline.alerts().open()).isEmpty();
            assertThat(pipeline.alerts().latest(10))
                    .anyMatch(alert -> alert.latest().code().equals("allocation.held") && alert.resolvedAt() != null);
        }
    }

    @Test
    void a_configuration_that_cannot_work_is_told_whole() {
        assertThatThrownBy(() -> builder()
                        .parallelism(0)
                        .takeOverAfter(Duration.ofMillis(1))
                        .schedule(JobSpec.of("a", Trigger.hourly()), "dayly")
                        .extend("weekly", workflow -> workflow)
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("parallelism must be at least 1")
                .hasMessageContaining("takeOverAfter must be at least PT1S")
                .hasMessageContaining("schedule needs scheduleWith")
                .hasMessageContaining("runs workflow 'dayly', which does not exist")
                .hasMessageContaining("extend: there is no workflow 'weekly'");
        try (Pipeline pipeline = builder().build()) {
            assertThatThrownBy(pipeline::start).hasMessageContaining("The pipeline has no scheduler");
        }
    }

    private long spent(LocalDate day) {
        List<DailyFact> facts = new ArrayList<>();
        storage.metrics()
                .dailyFacts(new FactQuery("shop", DateRange.of(day), Instant.MAX))
                .forEach(facts::add);
        return facts.stream().mapToLong(fact -> fact.metrics().costMicros()).sum();
    }

    private static StepReport part(RunReport report, String name) {
        return report.steps().stream()
                .flatMap(step -> step.withAllParts().stream())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
