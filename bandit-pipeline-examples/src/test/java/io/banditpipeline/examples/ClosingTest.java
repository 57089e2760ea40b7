package io.banditpipeline.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.Pipeline;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.testkit.schedule.LiveThreads;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Duration;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Closing a pipeline that is at work: it is quick, leaves no thread, and leaves work that anybody can go on with. */
class ClosingTest {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final Duration LITTLE = Duration.ofSeconds(10);

    private final Shop shop = new Shop();
    private final InMemoryStorage storage = new InMemoryStorage();

    @ParameterizedTest
    @EnumSource(Work.class)
    void work_that_heeds_its_interrupt_leaves_no_thread_and_is_gone_on_with_elsewhere_R13_R14(Work work)
            throws Exception {
        Set<Thread> before = LiveThreads.now();
        try (Hang hang = new Hang(false)) {
            StoredRun left = closeWhileAt(work, hang);
            assertThat(LiveThreads.leftSince(before, 0)).isEmpty();
            goOnElsewhere(work, left);
        }
    }

    @ParameterizedTest
    @EnumSource(Work.class)
    void work_that_is_deaf_keeps_its_own_thread_and_disturbs_nobody_when_it_wakes_up_R13_R14(Work work)
            throws Exception {
        Set<Thread> before = LiveThreads.now();
        try (Hang hang = new Hang(true)) {
            StoredRun left = closeWhileAt(work, hang);
            assertThat(LiveThreads.leftSince(before, 2))
                    .allMatch(Thread::isDaemon)
                    .hasSizeLessThanOrEqualTo(2);
            goOnElsewhere(work, left);
        }
        assertThat(LiveThreads.leftSince(before, 0)).isEmpty();
        assertThat(shop.known(storage)).isEqualTo(undisturbed(work));
    }

    private StoredRun closeWhileAt(Work work, Hang hang) throws Exception {
        Pipeline pipeline =
                work.pipeline(shop, storage, hang).closeWithin(WITHIN).build();
        FutureTask<RunReport> run = new FutureTask<>(() -> work.run(pipeline));
        Thread host = new Thread(run, "host");
        host.start();
        hang.awaitReached();
        long start = System.nanoTime();
        pipeline.close();
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        assertThat(taken).isLessThan(WITHIN.plus(LITTLE));
        RunReport report = run.get();
        host.join();
        StoredRun left = storage.runs().find(report.runId()).orElseThrow();
        assertThat(left.state()).isEqualTo(report.state());
        if (work != Work.TELLING_OF_AN_ALERT) {
            assertThat(left.state()).isEqualTo(RunState.RUNNING);
            assertThat(left.leasedUntil()).isBeforeOrEqualTo(shop.clock.instant());
        }
        return left;
    }

    private void goOnElsewhere(Work work, StoredRun left) {
        try (Pipeline other = work.pipeline(shop, storage, Hang.over()).build()) {
            if (!left.state().ended()) {
                RunReport report = other.runs().rerun(left.run().runId());
                assertThat(report.runId()).isEqualTo(left.run().runId());
                assertThat(report.state()).as(report::toString).isIn(RunState.SUCCEEDED, RunState.DEGRADED);
            }
            if (work == Work.FILLING_BACK) {
                other.runDaily();
            }
        }
        assertThat(shop.known(storage)).isEqualTo(undisturbed(work));
    }

    private SortedMap<String, String> undisturbed(Work work) {
        try (InMemoryStorage fresh = new InMemoryStorage();
                Pipeline pipeline = work.pipeline(shop, fresh, Hang.over()).build()) {
            work.run(pipeline);
            if (work == Work.FILLING_BACK) {
                pipeline.runDaily();
            }
            return shop.known(fresh);
        }
    }
}
