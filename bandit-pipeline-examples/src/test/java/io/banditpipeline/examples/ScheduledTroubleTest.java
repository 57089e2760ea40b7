package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.Pipeline;
import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.Workflows;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.DurableScheduler;
import io.banditpipeline.jooq.JooqStorage;
import io.banditpipeline.jooq.TestDatabases;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.testkit.schedule.LiveThreads;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline with a durable scheduler that is closed while its job runs, and closing where nobody expects it. */
class ScheduledTroubleTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Instant SLOT = Instant.parse("2026-01-11T02:00:00Z");
    private static final JobSpec NIGHT = JobSpec.of("night", Trigger.daily(LocalTime.of(2, 0), ZoneOffset.UTC));

    private final Shop shop = new Shop();
    private final Path file = TestDatabases.sqliteFile();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_slot_that_is_broken_off_by_closing_is_no_failure_and_is_gone_on_with_at_once_R13_R14(boolean deaf)
            throws Exception {
        Set<Thread> before = LiveThreads.now();
        try (Hang hang = new Hang(deaf)) {
            closeInItsSlot(hang);
            Set<Thread> left = LiveThreads.leftSince(before, deaf ? 2 : 0);
            assertThat(left).allMatch(thread -> deaf && thread.isDaemon()).hasSizeLessThanOrEqualTo(2);
            try (JooqStorage storage = JooqStorage.sqlite(file).open();
                    Pipeline other = scheduled(storage, Work.FETCHING, Hang.over())) {
                JobStatus job = status(storage);
                assertThat(job.failures()).isZero();
                assertThat(job.next()).isEqualTo(SLOT);
                StoredRun broken = storage.runs().find("night@" + SLOT).orElseThrow();
                assertThat(broken.state()).isEqualTo(RunState.RUNNING);
                assertThat(broken.leasedUntil()).isBeforeOrEqualTo(SLOT);
                other.start();
                awaitEnd(storage);
                assertThat(shop.known(storage)).isEqualTo(undisturbed());
            }
        }
        assertThat(LiveThreads.leftSince(before, 0)).isEmpty();
    }

    private void closeInItsSlot(Hang hang) throws Exception {
        try (JooqStorage storage = JooqStorage.sqlite(file).open()) {
            Pipeline pipeline = scheduled(storage, Work.FETCHING, hang);
            pipeline.start();
            shop.clock.set(SLOT);
            hang.awaitReached();
            long start = System.nanoTime();
            pipeline.close();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            assertThat(taken).isLessThan(WITHIN.plusSeconds(10));
            pipeline.close();
            assertThatThrownBy(pipeline::start)
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("The pipeline is closed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_step_may_close_its_own_pipeline_R13(boolean inItsSlot) throws Exception {
        Set<Thread> before = LiveThreads.now();
        AtomicReference<Pipeline> own = new AtomicReference<>();
        Hang closed = new Hang(false);
        try (JooqStorage storage = JooqStorage.sqlite(file).open()) {
            Pipeline pipeline = builder(storage, Work.FETCHING, Hang.over())
                    .extend(
                            Workflows.DAILY,
                            daily -> daily.with(Step.of("close", context -> {
                                own.get().close();
                                closed.close();
                                return StepResult.done();
                            })))
                    .build();
            own.set(pipeline);
            FutureTask<RunReport> run = new FutureTask<>(pipeline::runDaily);
            if (inItsSlot) {
                pipeline.start();
                shop.clock.set(SLOT);
            } else {
                new Thread(run, "host").start();
                assertThat(run.get().state()).isIn(RunState.RUNNING, RunState.SUCCEEDED);
            }
            closed.interruptibly();
            pipeline.close();
        }
        assertThat(LiveThreads.leftSince(before, 0)).isEmpty();
    }

    @Test
    void a_run_that_is_asked_for_while_the_pipeline_closes_is_refused() throws Exception {
        try (Hang hang = new Hang(true);
                InMemoryStorage storage = new InMemoryStorage()) {
            Pipeline pipeline = Work.FETCHING
                    .pipeline(shop, storage, hang)
                    .closeWithin(WITHIN)
                    .build();
            FutureTask<RunReport> run = new FutureTask<>(pipeline::runDaily);
            new Thread(run, "host").start();
            hang.awaitReached();
            FutureTask<Boolean> closing = new FutureTask<>(pipeline::close, true);
            new Thread(closing, "closing").start();
            while (pipeline.health().alive()) {
                Waiter.realTime().await(Duration.ofMillis(5));
            }
            assertThatThrownBy(pipeline::runDaily)
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("The pipeline is closed");
            assertThatThrownBy(pipeline::runs)
                    .isInstanceOf(PipelineException.class)
                    .hasMessage("The pipeline is closed");
            closing.get();
            assertThat(run.get().state()).isEqualTo(RunState.RUNNING);
            assertThat(storage.runs().latest(io.banditpipeline.store.RunStore.RunQuery.latest(5)))
                    .hasSize(1);
        }
    }

    private Pipeline scheduled(JooqStorage storage, Work work, Hang hang) {
        return builder(storage, work, hang).build();
    }

    private PipelineBuilder builder(JooqStorage storage, Work work, Hang hang) {
        return work.pipeline(shop, storage, hang)
                .closeWithin(WITHIN)
                .scheduleWith(DurableScheduler.on(storage)
                        .pollInterval(Duration.ofMillis(20))
                        .heartbeat(Duration.ofMillis(100))
                        .closeWithin(WITHIN)
                        .clock(shop.clock)
                        .build())
                .schedule(NIGHT, Workflows.DAILY);
    }

    /** How the job stands, as any instance sees it. */
    private static JobStatus status(JooqStorage storage) {
        try (DurableScheduler scheduler = DurableScheduler.on(storage).build()) {
            scheduler.register(NIGHT, execution -> new Scheduler.Outcome.Done());
            return scheduler.jobs().get(0);
        }
    }

    private static void awaitEnd(JooqStorage storage) throws InterruptedException {
        for (int looks = 0; ; looks++) {
            StoredRun run = storage.runs().find("night@" + SLOT).orElseThrow();
            if (run.state().ended()) {
                assertThat(run.state()).as(run.error()).isEqualTo(RunState.SUCCEEDED);
                return;
            }
            assertThat(looks).as("looks at a run that must end: %s", run).isLessThan(3_000);
            Waiter.realTime().await(Duration.ofMillis(20));
        }
    }

    private SortedMap<String, String> undisturbed() {
        try (InMemoryStorage fresh = new InMemoryStorage();
                Pipeline pipeline =
                        Work.FETCHING.pipeline(shop, fresh, Hang.over()).build()) {
            pipeline.runDaily();
            return shop.known(fresh);
        }
    }
}
