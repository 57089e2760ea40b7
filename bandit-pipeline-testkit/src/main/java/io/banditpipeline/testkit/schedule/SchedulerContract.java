package io.banditpipeline.testkit.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.schedule.JobSpec;
import io.banditpipeline.schedule.JobStatus;
import io.banditpipeline.schedule.MissedRuns;
import io.banditpipeline.schedule.Scheduler;
import io.banditpipeline.schedule.Scheduler.Execution;
import io.banditpipeline.schedule.Scheduler.Outcome;
import io.banditpipeline.schedule.Trigger;
import io.banditpipeline.schedule.Waiter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Scheduler} must promise: extend this class in the tests of an implementation.
 *
 * <p>A scheduler that lives in real time implements {@link #open} and {@link #clock}. One whose time is moved by hand
 * overrides {@link #waiter} and {@link #pass}, too. The Javadoc of each test says what to look at if it fails.
 */
public abstract class SchedulerContract {
    private static final String JOB = "job";
    private static final Duration REAL_TIME_LIMIT = Duration.ofSeconds(30);

    private @Nullable Scheduler opened;

    /** For subclasses. */
    protected SchedulerContract() {}

    /**
     * A new scheduler that knows no job, was not started and remembers nothing of other tests. Called once in each
     * test, after all {@code @BeforeEach} methods; the contract closes it.
     */
    protected abstract Scheduler open() throws Exception;

    /** The distance of the slots of the contract's jobs: short where time is real, at most 10 s. By default 100 ms. */
    protected Duration period() {
        return Duration.ofMillis(100);
    }

    /** The clock of the scheduler. */
    protected abstract InstantSource clock();

    /** What a job waits with that takes some time; by default real time. */
    protected Waiter waiter() {
        return Waiter.realTime();
    }

    /** Lets time pass, and what becomes due run; by default real time. */
    protected void pass(Duration duration) throws Exception {
        Waiter.realTime().await(duration);
    }

    /** How long {@link #pass} is repeated for a thing that must happen; by default 30 s. */
    protected Duration patience() {
        return REAL_TIME_LIMIT;
    }

    /** Closes what a test opened. */
    @AfterEach
    final void closeScheduler() {
        if (opened != null) {
            opened.close();
        }
    }

    private Scheduler scheduler() {
        return Objects.requireNonNull(opened, "the test has opened no scheduler");
    }

    private Scheduler openNew() throws Exception {
        Scheduler scheduler = open();
        opened = scheduler;
        return scheduler;
    }

    /** If this fails, check that a name is looked up before it is taken, and that a refusal changes nothing. */
    @Test
    void required_a_name_is_registered_once() throws Exception {
        Recorder first = Recorder.done();
        Scheduler scheduler = openNew();
        scheduler.register(spec(), first);
        assertThatThrownBy(() -> scheduler.register(spec(), Recorder.done()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(JOB);
        scheduler.start();
        passUntil(() -> first.ended() >= 1);
        assertThat(first.begun().get(0).job()).isEqualTo(JOB);
    }

    /** If this fails, check the life cycle: new, started, closed, in this order and once each. */
    @Test
    void required_jobs_are_registered_before_the_start_which_comes_once() throws Exception {
        started(spec(), Recorder.done());
        assertThatThrownBy(() -> scheduler().register(spec("late"), Recorder.done()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scheduler()::start).isInstanceOf(IllegalStateException.class);
        scheduler().close();
        assertThatThrownBy(() -> scheduler().register(spec("later"), Recorder.done()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(scheduler()::start).isInstanceOf(IllegalStateException.class);
    }

    /** If this fails, check that the first slot is the first after the start, and that slots come from the trigger. */
    @Test
    void required_slots_are_those_of_the_trigger_and_strictly_increase() throws Exception {
        Instant before = clock().instant();
        Recorder job = started(spec(), Recorder.done());
        passUntil(() -> job.ended() >= 5);
        assertThat(job.slots()).isSorted().doesNotHaveDuplicates().allSatisfy(slot -> {
            assertThat(slot).isAfter(before);
            assertThat(slot.toEpochMilli() % period().toMillis()).isZero();
        });
    }

    /** If this fails, check that nothing is begun before {@link JobSpec#begin}, jitter included. */
    @Test
    void required_no_slot_is_begun_before_its_time() throws Exception {
        JobSpec spec = spec().withJitter(period().dividedBy(2));
        AtomicInteger early = new AtomicInteger();
        Recorder job = started(spec, Recorder.of(execution -> {
            if (clock().instant().isBefore(spec.begin(execution.slot()))) {
                early.incrementAndGet();
            }
            return new Outcome.Done();
        }));
        passUntil(() -> job.ended() >= 5);
        assertThat(early).hasValue(0);
    }

    /** If this fails, check that a job's next slot waits for the end of the one before, however long that takes. */
    @Test
    void required_one_slot_of_a_job_runs_at_a_time() throws Exception {
        Recorder job = started(spec(), Recorder.of(execution -> {
            waiter().await(period().multipliedBy(3));
            return new Outcome.Done();
        }));
        passUntil(() -> job.ended() >= 3);
        assertThat(job.mostRunning()).isEqualTo(1);
        assertThat(job.slots()).isSorted().doesNotHaveDuplicates();
    }

    /**
     * If this fails, check what becomes of slots that pass while the job is busy: the latest is run, the others count.
     */
    @Test
    void required_missed_slots_are_counted_and_the_latest_is_run() throws Exception {
        Recorder job = started(spec(), Recorder.of(execution -> {
            waiter().await(period().multipliedBy(3));
            return new Outcome.Done();
        }));
        passUntil(() -> job.ended() >= 3);
        List<Execution> begun = job.begun();
        for (int i = 1; i < begun.size(); i++) {
            Duration distance =
                    Duration.between(begun.get(i - 1).slot(), begun.get(i).slot());
            assertThat(begun.get(i).skipped()).isEqualTo(distance.dividedBy(period()) - 1);
        }
        assertThat(begun.stream().skip(1).mapToLong(Execution::skipped).sum()).isPositive();
    }

    /** If this fails, check that with {@link MissedRuns#runEach} slots that pass while the job is busy are queued. */
    @Test
    void required_each_missed_slot_is_run_where_the_policy_says_so() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Recorder job = started(spec().withMissed(MissedRuns.runEach(10_000)), Recorder.of(execution -> {
            if (calls.incrementAndGet() == 1) {
                waiter().await(period().multipliedBy(5));
            }
            return new Outcome.Done();
        }));
        passUntil(() -> job.ended() >= 6);
        List<Instant> slots = job.slots();
        for (int i = 1; i < slots.size(); i++) {
            assertThat(slots.get(i)).isEqualTo(slots.get(i - 1).plus(period()));
        }
        assertThat(job.begun())
                .allSatisfy(execution -> assertThat(execution.skipped()).isZero());
    }

    /** If this fails, check that the slot is kept until it is done, and that attempts are counted with it. */
    @Test
    void required_again_begins_the_same_slot_with_the_next_attempt_R14() throws Exception {
        Recorder job = started(
                spec(),
                Recorder.of(execution ->
                        execution.attempt() < 3 ? new Outcome.Again(period().dividedBy(2)) : new Outcome.Done()));
        passUntil(() -> job.ended() >= 4);
        List<Execution> begun = job.begun();
        assertThat(begun).extracting(Execution::attempt).startsWith(1, 2, 3, 1);
        assertThat(begun.subList(0, 3))
                .extracting(Execution::slot)
                .containsOnly(begun.get(0).slot());
        assertThat(begun.get(3).slot()).isAfter(begun.get(0).slot());
    }

    /** If this fails, check that a failed slot is kept, and is begun again one minute after it failed. */
    @Test
    void required_a_slot_that_failed_waits_to_be_begun_again_R14() throws Exception {
        Recorder job = started(spec(), Recorder.of(execution -> {
            throw new IllegalStateException("the job failed");
        }));
        passUntil(() -> job.ended() >= 1 && !status(JOB).running());
        Instant slot = job.begun().get(0).slot();
        assertThat(status(JOB).next()).isEqualTo(slot);
        assertThat(status(JOB).failures()).isEqualTo(1);
        assertThat(status(JOB).begins())
                .isAfterOrEqualTo(slot.plus(Duration.ofMinutes(1)))
                .isBeforeOrEqualTo(clock().instant().plus(Duration.ofMinutes(1)));
        pass(period().multipliedBy(3));
        assertThat(job.begun()).hasSize(1);
    }

    /** If this fails, check that a failed job holds up itself only. */
    @Test
    void required_a_job_that_fails_disturbs_no_other() throws Exception {
        Recorder healthy = Recorder.done();
        Scheduler scheduler = openNew();
        scheduler.register(spec("failing"), execution -> {
            throw new IllegalStateException("the job failed");
        });
        scheduler.register(spec("healthy"), healthy);
        scheduler.start();
        passUntil(() -> healthy.ended() >= 4);
        assertThat(status("failing").failures()).isPositive();
        assertThat(status("healthy").failures()).isZero();
    }

    /** If this fails, check that a pause is looked at before a slot is begun, and that its slots count as missed. */
    @Test
    void required_a_paused_job_lets_slots_pass_until_it_is_resumed() throws Exception {
        Recorder job = started(spec(), Recorder.done());
        passUntil(() -> job.ended() >= 1);
        scheduler().pause(JOB);
        scheduler().pause(JOB);
        passUntil(() -> !status(JOB).running());
        pass(period()); // a slot that had been begun when the pause came ends
        int before = job.begun().size();
        assertThat(status(JOB).paused()).isTrue();
        pass(period().multipliedBy(5));
        assertThat(job.begun()).hasSize(before);

        scheduler().resume(JOB);
        scheduler().resume(JOB);
        assertThat(status(JOB).paused()).isFalse();
        passUntil(() -> job.ended() > before);
        assertThat(job.begun().get(before).skipped()).isGreaterThanOrEqualTo(3);
        assertThat(job.slots()).isSorted().doesNotHaveDuplicates();
    }

    /** If this fails, check that names are looked up, not taken as they come. */
    @Test
    void required_a_job_that_is_not_there_cannot_be_paused() throws Exception {
        started(spec(), Recorder.done());
        assertThatThrownBy(() -> scheduler().pause("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
        assertThatThrownBy(() -> scheduler().resume("none")).isInstanceOf(IllegalArgumentException.class);
    }

    /** If this fails, check that all registered jobs are told, with the slot that is waited for. */
    @Test
    void required_jobs_are_told_in_order_of_their_names() throws Exception {
        Scheduler scheduler = openNew();
        scheduler.register(spec("b"), Recorder.done());
        scheduler.register(spec("c"), Recorder.done());
        scheduler.register(JobSpec.of("a", Trigger.after(Duration.ofHours(1))), Recorder.done());
        Instant before = clock().instant();
        scheduler.start();
        assertThat(scheduler.jobs()).extracting(status -> status.spec().name()).containsExactly("a", "b", "c");
        assertThat(scheduler.jobs()).allSatisfy(status -> {
            assertThat(status.next()).isAfter(before);
            assertThat(status.begins()).isAfterOrEqualTo(status.next());
            assertThat(status.paused()).isFalse();
        });
        assertThat(scheduler.jobs().get(1).spec()).isEqualTo(spec("b"));
    }

    /** If this fails, check that fixed delays are counted from the end of a run, not from its begin. */
    @Test
    void required_a_fixed_delay_begins_with_the_end_of_the_run_before() throws Exception {
        Duration busy = period().multipliedBy(3);
        Recorder job = started(JobSpec.of(JOB, Trigger.after(period())), Recorder.of(execution -> {
            waiter().await(busy);
            return new Outcome.Done();
        }));
        passUntil(() -> job.ended() >= 3);
        for (int i = 1; i < job.slots().size(); i++) {
            assertThat(Duration.between(job.slots().get(i - 1), job.slots().get(i)))
                    .isGreaterThanOrEqualTo(busy.plus(period()));
        }
    }

    /**
     * If this fails, check that closing cancels first and then waits, and that what was cancelled is not begun again.
     */
    @Test
    void required_closing_cancels_what_is_run_R13() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        Recorder job = Recorder.of(execution -> {
            execution.cancellation().onCancel(cancelled::countDown);
            begun.countDown();
            if (!cancelled.await(REAL_TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("was not cancelled");
            }
            execution.cancellation().throwIfCancelled();
            return new Outcome.Done();
        });
        started(spec(), job);
        Thread closer = new Thread(() -> closeAfter(begun), "closes");
        closer.start();
        passUntil(() -> job.ended() >= 1);
        closer.join(REAL_TIME_LIMIT.toMillis());

        assertThat(closer.isAlive()).as("close() waits for ever").isFalse();
        assertThat(job.begun()).hasSize(1);
        assertThat(job.begun().get(0).cancellation().isCancelled()).isTrue();
    }

    private void closeAfter(CountDownLatch begun) {
        try {
            if (begun.await(REAL_TIME_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                scheduler().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** If this fails, check pools, timers and heartbeats: none may begin before the start or outlive the end. */
    @Test
    void required_there_is_no_thread_before_the_start_and_none_after_closing_R13() throws Exception {
        Scheduler scheduler = openNew();
        Set<Thread> before = LiveThreads.now();
        Recorder job = Recorder.done();
        scheduler.register(spec(), job);
        assertThat(LiveThreads.since(before)).isEmpty();
        scheduler.start();
        passUntil(() -> job.ended() >= 2);

        scheduler.close();
        int ended = job.ended();
        scheduler.close();
        assertThat(LiveThreads.leftSince(before, 0)).isEmpty();
        assertThat(job.ended()).isEqualTo(ended);
    }

    /** If this fails, check that a scheduler which never began can be let go. */
    @Test
    void required_a_scheduler_that_was_not_started_can_be_closed() throws Exception {
        Scheduler scheduler = openNew();
        scheduler.register(spec(), Recorder.done());
        scheduler.close();
        scheduler.close();
        assertThatThrownBy(scheduler::start).isInstanceOf(IllegalStateException.class);
    }

    private Recorder started(JobSpec spec, Recorder job) throws Exception {
        Scheduler scheduler = openNew();
        scheduler.register(spec, job);
        scheduler.start();
        return job;
    }

    private JobSpec spec() {
        return spec(JOB);
    }

    private JobSpec spec(String name) {
        return JobSpec.of(name, Trigger.every(period()));
    }

    private JobStatus status(String name) {
        return scheduler().jobs().stream()
                .filter(status -> status.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void passUntil(BooleanSupplier happened) throws Exception {
        Duration step = period().dividedBy(4);
        for (Duration passed = Duration.ZERO; !happened.getAsBoolean(); passed = passed.plus(step)) {
            assertThat(passed)
                    .as("what the test waits for must happen within %s", patience())
                    .isLessThan(patience());
            pass(step);
        }
    }
}
