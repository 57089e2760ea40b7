package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.alert.Alert;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.money.Micros;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.schedule.ManualScheduler;
import io.banditpipeline.testkit.source.RecordingAlertSink;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.RunScope;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Runs that are gone on with late, that know part of what is due, or that a person has stopped. */
class OvertakenRunsTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Account META = new Account("meta", "act_1", NEW_YORK, USD);
    private static final Account GOOGLE = new Account("google_ads", "1", NEW_YORK, USD);
    private static final EntityRef ONE = new EntityRef(Level.CAMPAIGN, "1");
    private static final LocalDate TODAY = LocalDate.of(2026, 6, 10);
    private static final SourceException EXPIRED =
            new SourceException(SourceException.Kind.AUTHENTICATION, "the token has expired", null);

    private final ManualClock clock = ManualClock.at("2026-06-10T16:00:00Z");
    private final InMemoryStorage storage = new InMemoryStorage();
    private final ScriptedSource meta = source("meta", META);
    private final ScriptedSource google = source("google_ads", GOOGLE);
    private final List<Allocation> published = new ArrayList<>();
    private boolean sinkIsBroken;

    private ScriptedSource source(String id, Account account) {
        ScriptedSource source = new ScriptedSource(id, clock, account);
        for (LocalDate day = TODAY.minusDays(60); !day.isAfter(TODAY.plusDays(9)); day = day.plusDays(1)) {
            int units = 40 + day.getDayOfMonth() % 7;
            source.put(
                    account,
                    ONE,
                    day,
                    new Metrics(
                            1_000L * units,
                            20L * units,
                            250_000L * units,
                            Micros.ofUnits(units),
                            Micros.ofUnits(3L * units)));
        }
        return source;
    }

    private PipelineBuilder builder() {
        return Pipeline.builder()
                .storeIn(storage)
                .collectFrom(meta)
                .collectFrom(google)
                .plan(
                        Campaign.of("shop", NEW_YORK, USD).withDailyBudget(Micros.ofUnits(100)),
                        List.of(
                                Arm.of("on-meta", "shop", META, "social", ONE),
                                Arm.of("on-google", "shop", GOOGLE, "search", ONE)))
                .publishTo(this::publish)
                .retrying(RetryPolicy.none())
                .historyDays(60)
                .clock(clock);
    }

    private void publish(Allocation allocation) {
        if (sinkIsBroken) {
            throw new IllegalStateException("the platform refuses");
        }
        published.add(allocation);
    }

    @Test
    void budgets_of_a_day_that_is_over_are_not_published_by_a_late_rerun() {
        try (Pipeline pipeline = builder().build()) {
            sinkIsBroken = true;
            RunReport failed = pipeline.runDaily();
            assertThat(failed.state()).isEqualTo(RunState.FAILED);
            sinkIsBroken = false;
            clock.advance(Duration.ofDays(3));
            RunReport later = pipeline.runDaily();
            assertThat(published).containsExactly(later.allocations().get(0));

            RunReport again = pipeline.runs().rerun(failed.runId());
            assertThat(published).containsExactly(later.allocations().get(0));
            assertThat(step(again, "publish shop").state()).isEqualTo(StepState.SKIPPED);
        }
    }

    @Test
    void budgets_that_another_run_has_decided_anew_are_not_published_by_a_late_rerun() {
        try (Pipeline pipeline = builder().build()) {
            sinkIsBroken = true;
            RunReport failed = pipeline.runDaily();
            sinkIsBroken = false;
            clock.advance(Duration.ofHours(1));
            meta.put(META, ONE, TODAY.minusDays(2), new Metrics(10, 9, 8, Micros.ofUnits(7), Micros.ofUnits(6)));
            RunReport later = pipeline.runDaily();
            pipeline.runs().rerun(failed.runId());
            assertThat(published).containsExactly(later.allocations().get(0));
        }
    }

    @Test
    void a_rerun_on_another_day_collects_what_has_become_due_since() {
        meta.failNextFetch(0, EXPIRED);
        try (Pipeline pipeline = builder().build()) {
            RunReport held = pipeline.runDaily();
            assertThat(held.allocations().get(0).state()).isEqualTo(Allocation.State.HELD);
            clock.advance(Duration.ofDays(2));
            Allocation decided =
                    pipeline.runs().rerun(held.runId()).allocations().get(0);
            assertThat(decided.state()).isEqualTo(Allocation.State.DECIDED);
            assertThat(decided.day()).isEqualTo(TODAY.plusDays(3));
            assertThat(storage.metrics().watermarks())
                    .extracting(Watermark::completeUntil)
                    .containsOnly(TODAY.plusDays(2).atStartOfDay(NEW_YORK).toInstant());
        }
    }

    @Test
    void a_limited_run_plans_nothing_while_an_account_that_it_leaves_out_is_behind_R10() {
        try (Pipeline pipeline = builder().build()) {
            pipeline.runDaily();
            published.clear();
            clock.advance(Duration.ofDays(2));
            RunScope onMeta = RunScope.all().platforms("meta");
            RunReport limited = pipeline.run(Workflows.DAILY, onMeta);
            assertThat(limited.allocations()).isEmpty();
            assertThat(step(limited, "plan shop").messages())
                    .containsExactly("account google_ads/1 is not up to date, and this run does not collect it");
            DateRange past = new DateRange(TODAY.minusDays(9), TODAY.minusDays(8));
            assertThat(pipeline.run(Workflows.DAILY, RunScope.all().days(past)).allocations())
                    .isEmpty();
            assertThat(published).isEmpty();

            RunScope onGoogle = RunScope.all().platforms("google_ads");
            assertThat(pipeline.run(Workflows.DAILY, onGoogle).allocations()).hasSize(1);
            assertThat(published).hasSize(1);
        }
    }

    @Test
    void a_run_that_a_person_cancelled_while_it_was_paused_stays_so() {
        ManualScheduler scheduler = new ManualScheduler(clock);
        String id = "night@2026-06-11T06:00:00Z";
        Instant now = clock.instant();
        NewRun run = new NewRun(id, Workflows.DAILY, now, now, RunScope.all(), "job night", "gone");
        Claim.Granted granted = (Claim.Granted) storage.runs().claim(run, now, Duration.ofSeconds(30), false);
        storage.runs().signal(id, Signal.PAUSE, now);
        storage.runs().end(granted.lease(), RunState.PAUSED, now, "");
        try (Pipeline pipeline = builder()
                .scheduleWith(scheduler)
                .schedule(JobSpec.of("night", Trigger.daily(LocalTime.of(2, 0), NEW_YORK)), Workflows.DAILY)
                .watchEvery(Duration.ZERO)
                .build()) {
            pipeline.start();
            scheduler.advance(Duration.ofHours(15));
            assertThat(pipeline.runs().find(id).orElseThrow().state()).isEqualTo(RunState.PAUSED);
            pipeline.runs().cancel(id);
            scheduler.advance(Duration.ofHours(1));
            assertThat(pipeline.runs().find(id).orElseThrow().state()).isEqualTo(RunState.CANCELLED);
            assertThat(published).isEmpty();
        }
    }

    @Test
    void budgets_that_a_sink_could_not_take_are_published_within_the_night() {
        ManualScheduler scheduler = new ManualScheduler(clock);
        try (Pipeline pipeline = builder()
                .scheduleWith(scheduler)
                .schedule(JobSpec.of("night", Trigger.daily(LocalTime.of(2, 0), NEW_YORK)), Workflows.DAILY)
                .watchEvery(Duration.ZERO)
                .build()) {
            pipeline.start();
            sinkIsBroken = true;
            scheduler.advance(Duration.ofHours(14).plusMinutes(1));
            assertThat(pipeline.runs().latest(1).get(0).state()).isEqualTo(RunState.FAILED);
            sinkIsBroken = false;
            scheduler.advance(Duration.ofMinutes(6));
            assertThat(pipeline.runs().latest(1).get(0).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(published).hasSize(1);
        }
    }

    @Test
    void an_instance_that_does_not_run_the_jobs_ends_no_alert_of_a_late_run() {
        storage.alerts()
                .raise(
                        new Alert(Alert.Severity.CRITICAL, "run.late", "night", "it is late", clock.instant()),
                        Duration.ofDays(1));
        try (Pipeline pipeline = builder().build()) {
            pipeline.runHourly();
            assertThat(pipeline.alerts().open())
                    .extracting(alert -> alert.latest().code())
                    .contains("run.late");
        }
    }

    @Test
    void a_run_that_fails_since_the_database_is_away_raises_an_alert_R10() {
        AtomicBoolean away = new AtomicBoolean();
        Storage failing = (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    if (away.get()) {
                        throw new PipelineException(ErrorCode.STORAGE, "no connection");
                    }
                    return method.invoke(storage, arguments);
                });
        RecordingAlertSink alerts = new RecordingAlertSink();
        try (Pipeline pipeline = Pipeline.builder()
                .storeIn(failing)
                .collectFrom(meta)
                .plan(
                        Campaign.of("shop", NEW_YORK, USD).withDailyBudget(Micros.ofUnits(100)),
                        List.of(Arm.of("on-meta", "shop", META, "social", ONE)))
                .alertTo(alerts)
                .clock(clock)
                .build()) {
            away.set(true);
            assertThatThrownBy(pipeline::runDaily).hasMessageContaining("no connection");
        }
        assertThat(alerts.alerts()).extracting(Alert::code).containsExactly("database.away");
    }

    private static StepReport step(RunReport report, String name) {
        return Objects.requireNonNull(report.steps().stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElse(null));
    }
}
