package io.banditpipeline.core.internal.workflow;

import static io.banditpipeline.core.internal.workflow.Bench.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredStep;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.Step;
import io.banditpipeline.workflow.StepResult;
import io.banditpipeline.workflow.Workflow;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignalTest {
    private final Bench bench = new Bench();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    private final Step<Void> waiting = Step.of("waiting", context -> {
        begun.countDown();
        release.await();
        done.add("waiting");
        return StepResult.done();
    });
    private final Step<Void> next = Step.<Void>of("next", context -> {
                done.add("next");
                return StepResult.done();
            })
            .needs(waiting);
    private final Workflow workflow = Workflow.of("signals", next);

    @AfterEach
    void close() {
        release.countDown();
        bench.close();
    }

    @Test
    void a_cancellation_from_another_process_ends_the_run() throws Exception {
        Future<RunResult> result = bench.begin(bench.engine(2), workflow);
        Bench.await(begun);

        bench.runs.signal("run-1", Signal.CANCEL, Bench.T0);

        RunResult.Ran ran = Bench.ran(Bench.get(result));
        assertThat(ran.state()).isEqualTo(RunState.CANCELLED);
        assertThat(states(ran)).containsOnly(entry("waiting", StepState.CANCELLED), entry("next", StepState.CANCELLED));
        assertThat(bench.storedStates()).isEqualTo(states(ran));
        assertThat(bench.stored().state()).isEqualTo(RunState.CANCELLED);
        assertThat(bench.stored().error()).isEqualTo("the run was cancelled");
        assertThat(done).isEmpty();
        assertThat(Bench.threadsLeft(workflow)).isEmpty();
    }

    @Test
    void a_pause_lets_running_steps_finish_and_the_run_goes_on_when_resumed() throws Exception {
        CountDownLatch beaten = new CountDownLatch(2); // at the second beat the first was surely obeyed
        HeardRuns heard = new HeardRuns(bench.runs, signal -> {
            if (signal == Signal.PAUSE) {
                beaten.countDown();
            }
        });
        Bench watched = new Bench(heard);
        Future<RunResult> result = watched.begin(watched.engine(2), workflow);
        Bench.await(begun);
        bench.runs.signal("run-1", Signal.PAUSE, Bench.T0);
        Bench.await(beaten);
        release.countDown();

        RunResult.Ran paused = Bench.ran(Bench.get(result));
        assertThat(paused.state()).isEqualTo(RunState.PAUSED);
        assertThat(bench.stored().state()).isEqualTo(RunState.PAUSED);
        assertThat(bench.storedStates()).containsOnly(entry("waiting", StepState.SUCCEEDED));
        assertThat(bench.engine(2).run(workflow, Bench.newRun(workflow), true, Cancellation.never()))
                .isInstanceOf(RunResult.Held.class);

        bench.runs.signal("run-1", Signal.NONE, Bench.T0);
        RunResult.Ran ran = bench.run(workflow);
        assertThat(ran.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("waiting", "next");
        watched.close();
    }

    @Test
    void a_pause_that_is_taken_back_in_time_changes_nothing() throws Exception {
        CountDownLatch paused = new CountDownLatch(2);
        HeardRuns heard = new HeardRuns(bench.runs, signal -> {
            if (signal == Signal.PAUSE) {
                paused.countDown();
            }
        });
        Bench watched = new Bench(heard);
        CountDownLatch other = new CountDownLatch(1);
        Step<Void> long1 = Step.of("long", context -> {
            other.await();
            return StepResult.done();
        });
        Workflow both = Workflow.of("signals", next, long1);
        Future<RunResult> result = watched.begin(watched.engine(2), both);
        Bench.await(begun);
        bench.runs.signal("run-1", Signal.PAUSE, Bench.T0);
        Bench.await(paused);
        release.countDown();
        bench.runs.signal("run-1", Signal.NONE, Bench.T0);
        heard.awaitBeats(3);
        other.countDown();

        assertThat(Bench.ran(Bench.get(result)).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(done).containsExactly("waiting", "next");
        watched.close();
    }

    @Test
    void a_signal_that_was_given_while_nobody_held_the_run_is_obeyed_at_once() {
        bench.runs.claim(Bench.newRun(workflow, "crashed"), Bench.T0, Bench.LEASE, false);
        bench.runs.signal("run-1", Signal.PAUSE, Bench.T0);
        bench.clock.advance(Bench.LEASE);

        RunResult.Ran ran = bench.run(workflow);

        assertThat(ran.state()).isEqualTo(RunState.PAUSED);
        assertThat(done).isEmpty();
        assertThat(bench.stored().steps()).isEmpty();
    }

    @Test
    void an_instance_that_lost_its_lease_breaks_off_and_writes_nothing_more_R14() throws Exception {
        Future<RunResult> result = bench.begin(bench.engine(2), workflow);
        Bench.await(begun);

        bench.clock.advance(Bench.LEASE.multipliedBy(100));
        Claim claim = bench.runs.claim(Bench.newRun(workflow, "there"), bench.clock.instant(), Bench.LEASE, false);
        while (!(claim instanceof Claim.Granted)) {
            bench.clock.advance(Bench.LEASE.multipliedBy(100));
            claim = bench.runs.claim(Bench.newRun(workflow, "there"), bench.clock.instant(), Bench.LEASE, false);
        }
        List<StoredStep> before = bench.stored().steps();

        assertThat(Bench.get(result)).isEqualTo(new RunResult.TakenOver("run-1"));
        assertThat(bench.stored().steps()).isEqualTo(before);
        assertThat(bench.stored().run().instance()).isEqualTo("there");
        assertThat(bench.stored().state()).isEqualTo(RunState.RUNNING);
        assertThat(bench.heardRuns).isEmpty();
        assertThat(Bench.threadsLeft(workflow)).isEmpty();
    }

    @Test
    void a_heartbeat_extends_the_lease_and_outlives_a_database_that_is_away() throws Exception {
        HeardRuns flaky = new HeardRuns(bench.runs, signal -> {});
        flaky.failNextBeats(2);
        Bench watched = new Bench(flaky);
        Future<RunResult> result = watched.begin(watched.engine(2), workflow);
        Bench.await(begun);
        flaky.awaitBeats(2);
        watched.clock.advance(Bench.LEASE.multipliedBy(2));
        flaky.awaitBeats(2);

        assertThat(bench.stored().leasedUntil()).isEqualTo(Bench.T0.plus(Bench.LEASE.multipliedBy(3)));
        release.countDown();
        assertThat(Bench.ran(Bench.get(result)).state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(flaky.failedBeats()).isEqualTo(2);
        watched.close();
    }
}
