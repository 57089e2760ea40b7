package io.banditpipeline.core.internal.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.run.Progress;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.schedule.Waiter;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.StoredRun;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.RetryPolicy;
import io.banditpipeline.workflow.RunScope;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What tests of the engine share: a history in memory, a clock that stands still, and engines of several instances. */
final class Bench implements AutoCloseable {
    static final Instant T0 = Instant.parse("2026-11-02T06:00:00Z");
    static final Duration LEASE = Duration.ofMillis(300);
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final int MOST_LOOKS = 1_000;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final long SECONDS_TO_WAIT = 30;

    final RunStore runs;
    final ManualClock clock = new ManualClock(T0);
    final RecordingWaiter waiter = new RecordingWaiter();
    final List<String> progress = new CopyOnWriteArrayList<>();
    final List<StepReport> heard = new CopyOnWriteArrayList<>();
    final List<StoredRun> heardRuns = new CopyOnWriteArrayList<>();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    Bench() {
        this(new InMemoryStorage().runs());
    }

    Bench(RunStore runs) {
        this.runs = runs;
    }

    EngineSettings settings(int parallelism) {
        return settings("here", parallelism, waiter, CLOSE_WITHIN);
    }

    EngineSettings settings(String instance, int parallelism, Waiter how, Duration closeWithin) {
        Progress hears = (step, done, total, detail) -> progress.add(step + " " + done + "/" + total + " " + detail);
        return new EngineSettings(
                instance,
                parallelism,
                new RetryPolicy(3, Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0),
                Duration.ofMinutes(1),
                LEASE,
                closeWithin,
                clock,
                how,
                hears);
    }

    RunListener listener() {
        return new RunListener() {
            @Override
            public void stepEnded(NewRun run, StepReport step) {
                heard.add(step);
            }

            @Override
            public void runEnded(StoredRun run) {
                heardRuns.add(run);
            }
        };
    }

    WorkflowEngine engine(int parallelism) {
        return new WorkflowEngine(runs, settings(parallelism), listener());
    }

    WorkflowEngine engine(EngineSettings settings) {
        return new WorkflowEngine(runs, settings, listener());
    }

    RunResult.Ran run(Workflow workflow) {
        return run(4, workflow);
    }

    RunResult.Ran run(int parallelism, Workflow workflow) {
        return ran(engine(parallelism).run(workflow, newRun(workflow), false, Cancellation.never()));
    }

    RunResult.Ran again(Workflow workflow) {
        return ran(engine(4).run(workflow, newRun(workflow), true, Cancellation.never()));
    }

    /** Runs in another thread. */
    Future<RunResult> begin(WorkflowEngine engine, Workflow workflow) {
        return callers.submit(() -> engine.run(workflow, newRun(workflow), false, Cancellation.never()));
    }

    static NewRun newRun(Workflow workflow) {
        return newRun(workflow, "here");
    }

    static NewRun newRun(Workflow workflow, String instance) {
        return new NewRun("run-1", workflow.id(), null, T0, RunScope.all(), "test", instance);
    }

    static RunResult.Ran ran(RunResult result) {
        assertThat(result).isInstanceOf(RunResult.Ran.class);
        return (RunResult.Ran) result;
    }

    static Map<String, StepState> states(RunResult.Ran ran) {
        Map<String, StepState> states = new TreeMap<>();
        ran.steps().stream()
                .flatMap(step -> step.withAllParts().stream())
                .forEach(step -> states.put(step.name(), step.state()));
        return states;
    }

    Map<String, StepState> storedStates() {
        Map<String, StepState> states = new TreeMap<>();
        stored().steps()
                .forEach(step -> states.put(step.report().name(), step.report().state()));
        return states;
    }

    StoredRun stored() {
        return runs.find("run-1").orElseThrow();
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.get(SECONDS_TO_WAIT, TimeUnit.SECONDS);
    }

    static void await(CountDownLatch latch) throws InterruptedException, TimeoutException {
        if (!latch.await(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
            throw new TimeoutException("what the test waits for did not happen");
        }
    }

    /** The engine's threads of a workflow that are alive. */
    static List<String> threadsOf(Workflow workflow) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("bandit-pipeline-" + workflow.id() + "-"))
                .toList();
    }

    /** Those that are left of them when none is, or after a while: a thread whose work has ended may live a moment. */
    static List<String> threadsLeft(Workflow workflow) throws InterruptedException {
        List<String> left = threadsOf(workflow);
        for (int look = 0; look < MOST_LOOKS && !left.isEmpty(); look++) {
            Waiter.realTime().await(PAUSE);
            left = threadsOf(workflow);
        }
        return left;
    }

    @Override
    public void close() {
        callers.shutdownNow();
    }
}
