package io.banditpipeline.core.internal.health;

import static io.banditpipeline.core.internal.health.Snapshots.ARM;
import static io.banditpipeline.core.internal.health.Snapshots.BERLIN;
import static io.banditpipeline.core.internal.health.Snapshots.META;
import static io.banditpipeline.core.internal.health.Snapshots.SHOP;
import static io.banditpipeline.core.internal.health.Snapshots.TODAY;
import static io.banditpipeline.core.internal.health.Snapshots.allocation;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.HealthJson;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.report.QualityReporter;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.run.Health;
import io.banditpipeline.run.Health.Problem;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.RunScope;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The health of a storage in memory, as a check reads it. */
class HealthCheckTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final long UNIT = 1_000_000;

    private final ManualClock clock = new ManualClock(Snapshots.NOW);
    private final Delegated storage = new Delegated(new InMemoryStorage());
    private final Source source = new Source();
    private JobsView jobs = JobsView.none();

    @BeforeEach
    void saveCatalog() {
        storage.catalog().save(List.of(SHOP), List.of(ARM));
    }

    @Test
    void a_pipeline_that_works_is_ready_and_without_problems() {
        works();
        Health health = check().check();

        assertThat(health.problems()).isEmpty();
        assertThat(health.alive()).isTrue();
        assertThat(health.ready()).isTrue();
        assertThat(health.complete()).isTrue();
        assertThat(health.database().reachable()).isTrue();
        assertThat(health.feeds()).singleElement().satisfies(feed -> {
            assertThat(feed.account()).isEqualTo("meta/act_1");
            assertThat(feed.lagDays()).isZero();
        });
        assertThat(health.jobs()).singleElement().satisfies(job -> {
            assertThat(job.workflow()).isEqualTo("daily");
            assertThat(job.name()).isNull();
            assertThat(job.lastState()).isEqualTo(RunState.SUCCEEDED);
            assertThat(job.lastSuccess()).isEqualTo(clock.instant());
        });
        assertThat(health.queues()).isEqualTo(Health.Queues.NONE);
    }

    @Test
    void a_new_pipeline_says_how_to_begin() {
        assertThat(codes(check().check())).containsExactly("feed.missing", "run.never");
        assertThat(check().check().ready()).isTrue();
    }

    @Test
    void a_failed_run_is_told_until_the_next_success() {
        works();
        ran("second", RunState.FAILED);
        assertThat(codes(check().check())).containsExactly("run.failed");

        ran("third", RunState.SUCCEEDED);
        assertThat(codes(check().check())).isEmpty();
    }

    @Test
    void a_run_broken_off_is_told_and_counted_R14() {
        works();
        claim("second");
        assertThat(check().check().queues().runsUnderWay()).isEqualTo(1);
        assertThat(check().check().jobs().get(0).running()).isTrue();
        clock.advance(Duration.ofMinutes(16)); // leased for ten

        Health health = check().check();
        assertThat(codes(health)).containsExactly("run.abandoned");
        assertThat(health.jobs().get(0).running()).isFalse();
    }

    @Test
    void a_job_is_shown_with_its_workflow_and_lateness() {
        works();
        JobSpec spec = JobSpec.of("every morning", Trigger.daily(LocalTime.of(6, 0), BERLIN));
        Instant slot = Instant.parse("2026-11-10T05:00:00Z");
        jobs = new JobsView(
                Map.of("every morning", "daily"),
                true,
                List.of(new JobStatus(spec, slot, slot, false, null, false, 0, 0)));

        Health health = check().check();
        assertThat(codes(health)).containsExactly("run.late");
        assertThat(health.jobs()).singleElement().satisfies(job -> {
            assertThat(job.workflow()).isEqualTo("daily");
            assertThat(job.name()).isEqualTo("every morning");
            assertThat(job.late()).isTrue();
            assertThat(job.next()).isEqualTo(slot);
        });
    }

    @Test
    void a_plan_held_since_the_last_decision_is_told_until_one_is_decided_R10() {
        works();
        storage.decisions().save(allocation(Allocation.State.DECIDED, "x"));
        assertThat(codes(check().check())).isEmpty();
        storage.decisions().save(allocation("shop", TODAY.plusDays(2), 0, Allocation.State.HELD, "no model"));
        clock.advance(Duration.ofDays(1));
        fetched(TODAY.plusDays(1), 0);
        assertThat(codes(check().check())).containsExactly("allocation.held");
    }

    @Test
    void a_campaign_that_does_not_spend_is_told_once_three_days_are_complete() {
        works();
        for (int daysAgo = 3; daysAgo >= 1; daysAgo--) {
            LocalDate day = TODAY.minusDays(daysAgo);
            storage.decisions().save(allocation("shop", day, 100 * UNIT, Allocation.State.DECIDED, "x"));
        }
        fetched(TODAY, 60 * UNIT);
        assertThat(codes(check().check())).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        fetched(TODAY, 40 * UNIT);
        Health health = check().check();
        assertThat(codes(health)).containsExactly("budget.unspent");
        assertThat(health.problems().get(0).text()).contains("120.00 of the 300.00 EUR");
    }

    @Test
    void without_a_decision_for_each_day_nothing_is_said_of_spending() {
        works();
        storage.decisions().save(allocation("shop", TODAY.minusDays(2), 100 * UNIT, Allocation.State.DECIDED, "x"));
        fetched(TODAY, UNIT);

        assertThat(codes(check().check())).isEmpty();
    }

    @Test
    void what_a_source_says_will_end_is_told() {
        works();
        source.notices.add(new SourceNotice(
                SourceNotice.Kind.CREDENTIALS_EXPIRE, "act_1", clock.instant().plus(Duration.ofDays(5)), "renew it"));

        assertThat(codes(check().check())).containsExactly("credentials.expire");
    }

    @Test
    void a_source_that_cannot_say_what_will_end_leaves_the_rest_known() {
        works();
        source.broken = true;
        Checkup checkup = check().checkup();

        assertThat(checkup.health().complete()).isTrue();
        assertThat(checkup.unknown()).containsExactlyInAnyOrder("credentials.expire", "version.sunset", "run.late");
    }

    @Test
    void a_database_that_refuses_is_alive_and_not_ready() {
        storage.beforeRuns(() -> {
            throw new PipelineException(ErrorCode.STORAGE, "no connection to the database");
        });
        Checkup checkup = check().checkup();

        Health health = checkup.health();
        assertThat(health.alive()).isTrue();
        assertThat(health.ready()).isFalse();
        assertThat(codes(health)).containsExactly("database.away");
        assertThat(health.problems().get(0).text()).contains("no connection to the database");
        assertThat(checkup.unknown()).containsAll(ProblemCode.alerting());
    }

    @Test
    void what_an_unknown_exception_says_is_not_shown_R11() {
        storage.beforeRuns(() -> {
            throw new IllegalStateException("jdbc:x?password=very-secret");
        });

        assertThat(check().check().toString())
                .contains("java.lang.IllegalStateException")
                .doesNotContain("very-secret");
    }

    @Test
    void a_database_that_hangs_is_given_up_within_the_bound_and_leaves_no_thread_R13() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        storage.beforeRuns(() -> hang(interrupted));
        long start = System.nanoTime();
        Health health = check().check();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(health.ready()).isFalse();
        assertThat(health.database().text()).contains("no answer within 0.2 s");
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_read_that_heeds_no_interrupt_is_the_only_thread_that_hangs_R13() {
        CountDownLatch released = new CountDownLatch(1);
        List<Thread> readers = new ArrayList<>();
        storage.beforeRuns(() -> {
            readers.add(Thread.currentThread());
            awaitStubbornly(released);
        });
        HealthCheck check = check();
        try {
            assertThat(check.check().ready()).isFalse();
            assertThat(check.check().ready()).isFalse();
            assertThat(check.check().ready()).isFalse();
            assertThat(readers).hasSize(1);
        } finally {
            released.countDown();
        }
    }

    @Test
    void details_that_cannot_be_read_leave_the_pipeline_ready_and_say_so() {
        works();
        storage.beforeDecisions(() -> {
            throw new PipelineException(ErrorCode.STORAGE, "the query was broken off");
        });
        Checkup checkup = check().checkup();

        assertThat(checkup.health().ready()).isTrue();
        assertThat(checkup.health().complete()).isFalse();
        assertThat(codes(checkup.health())).containsExactly("health.incomplete");
        assertThat(checkup.unknown()).containsAll(ProblemCode.alerting());
    }

    @Test
    void a_closed_pipeline_is_neither_alive_nor_ready() {
        Health health = check().closed();

        assertThat(health.alive()).isFalse();
        assertThat(health.ready()).isFalse();
        assertThat(health.problems()).hasSize(1);
    }

    @Test
    void json_has_stable_names_and_all_that_the_snapshot_has() throws Exception {
        works();
        ran("second", RunState.FAILED);
        JsonNode json = new ObjectMapper().readTree(HealthJson.of(check().check()));

        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        assertThat(names)
                .containsExactly(
                        "at",
                        "alive",
                        "ready",
                        "complete",
                        "database",
                        "feeds",
                        "jobs",
                        "quality",
                        "queues",
                        "problems");
        assertThat(json.at("/at").asText()).isEqualTo("2026-11-10T12:00:01Z");
        assertThat(json.at("/database/reachable").asBoolean()).isTrue();
        assertThat(json.at("/feeds/0/completeUntil").asText()).isEqualTo("2026-11-09T23:00:00Z");
        assertThat(json.at("/feeds/0/lagDays").asLong()).isZero();
        assertThat(json.at("/jobs/0/lastState").asText()).isEqualTo("FAILED");
        assertThat(json.at("/jobs/0/job").isNull()).isTrue();
        assertThat(json.at("/quality/failedGates").isArray()).isTrue();
        assertThat(json.at("/queues/openAlerts").isNumber()).isTrue();
        assertThat(json.at("/problems/0/code").asText()).isEqualTo("run.failed");
        assertThat(json.at("/problems/0/action").asText()).isNotEmpty();
    }

    @Test
    void the_text_shows_what_is_wrong_and_breaks_no_line() {
        works();
        ran("second", RunState.FAILED);
        storage.alerts()
                .raise(
                        new io.banditpipeline.alert.Alert(
                                io.banditpipeline.alert.Alert.Severity.CRITICAL,
                                "host.own",
                                "x",
                                "two\nlines",
                                clock.instant()),
                        Duration.ofDays(1));
        String text = check().check().toString();

        assertThat(text).contains("alive, ready, 2 problems", "run.failed", "two\\nlines", "meta/act_1", "daily");
        assertThat(text.lines()).noneMatch(line -> line.strip().startsWith("lines"));
    }

    /** A run that went well, and a feed that is complete until today. */
    private void works() {
        ran("first", RunState.SUCCEEDED);
        fetched(TODAY, 0);
    }

    private void ran(String id, RunState state) {
        clock.advance(state == RunState.FAILED ? Duration.ofSeconds(1) : Duration.ZERO);
        Claim.Granted claim = claim(id);
        assertThat(storage.runs().end(claim.lease(), state, clock.instant(), ""))
                .isTrue();
        clock.advance(Duration.ZERO);
    }

    private Claim.Granted claim(String id) {
        NewRun run = new NewRun(id, "daily", null, clock.instant(), RunScope.all(), "test", "instance-1");
        return (Claim.Granted) storage.runs().claim(run, clock.instant(), Duration.ofMinutes(10), false);
    }

    /** Three days, each with this cost, complete until a day. */
    private void fetched(LocalDate firstOpenDay, long costMicros) {
        Slice slice = new Slice(
                source.id(),
                META,
                Level.CAMPAIGN,
                Granularity.DAY,
                new DateRange(firstOpenDay.minusDays(3), firstOpenDay.minusDays(1)));
        List<Observation> rows = new ArrayList<>();
        for (LocalDate day = slice.days().first(); day.isBefore(firstOpenDay); day = day.plusDays(1)) {
            rows.add(Observation.pulled(
                    new EntityRef(Level.CAMPAIGN, "e1"),
                    Interval.ofDay(day, BERLIN),
                    clock.instant(),
                    new Metrics(1_000, 100, 0, costMicros, 0),
                    META.currency()));
        }
        Instant until = firstOpenDay.atStartOfDay(BERLIN).toInstant();
        storage.metrics().replace(new Content(slice, clock.instant(), until, rows));
    }

    private HealthCheck check() {
        return new HealthCheck(
                new Watched(
                        storage,
                        List.of(SHOP),
                        () -> List.of(ARM),
                        List.of(source),
                        Set.of("daily"),
                        true,
                        now -> new QualityReporter(storage, QualityGates.ofDefaults(), Map.of()).report(now),
                        () -> jobs,
                        clock),
                HealthSettings.ofDefaults().answering(SHORT, Duration.ofSeconds(20)));
    }

    private static List<String> codes(Health health) {
        return health.problems().stream().map(Problem::code).toList();
    }

    private static void hang(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException(e);
        }
    }

    private static void awaitStubbornly(CountDownLatch released) {
        while (released.getCount() > 0) {
            try {
                released.await();
            } catch (InterruptedException e) {
                assertThat(Thread.interrupted()).isFalse(); // the status is cleared, and the wait goes on
            }
        }
    }

    private record Content(Slice slice, Instant observedAt, Instant completeUntil, List<Observation> rows)
            implements SliceContent {
        @Override
        public List<Observation> parked() {
            return List.of();
        }

        @Override
        public List<RejectedRow> rejected() {
            return List.of();
        }
    }

    /** Is never fetched from. */
    private static final class Source implements MetricsSource {
        private final List<SourceNotice> notices = new ArrayList<>();
        private boolean broken;

        @Override
        public String id() {
            return "meta";
        }

        @Override
        public List<io.banditpipeline.campaign.Account> accounts() {
            throw new AssertionError("a health check must not ask a source for its accounts");
        }

        @Override
        public void fetch(Slice slice, ObservationSink sink) {
            throw new AssertionError("a health check must not fetch");
        }

        @Override
        public List<SourceNotice> notices(Instant now) {
            if (broken) {
                throw new IllegalStateException("no idea");
            }
            return notices;
        }
    }
}
