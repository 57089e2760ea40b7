package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.Claim;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancellationSource;
import io.banditpipeline.workflow.Workflow;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs workflows. Thread-safe. It has threads only while it runs something.
 *
 * <p>While a run is under way its lease is extended three times as often as it must be. If the database is away for
 * longer than the lease, the run goes on: should another instance take it over, then the first write under the old
 * lease is refused, and this instance breaks off. Steps must bear that anyway (R1).
 */
public final class WorkflowEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowEngine.class);

    private final RunStore runs;
    private final EngineSettings settings;
    private final RunListener listener;
    private final Map<RunControl, String> underWay = new HashMap<>();
    private boolean closed;

    /**
     * @param runs the history
     * @param settings how workflows are run
     * @param listener hears what becomes of runs
     */
    public WorkflowEngine(RunStore runs, EngineSettings settings, RunListener listener) {
        this.runs = runs;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Runs a workflow, or goes on with a run of it that was broken off, and returns when it has ended or is laid aside.
     *
     * <p>A run that {@code outer}, an interrupt of this thread or {@link #close} breaks off is given up at once: it
     * stays RUNNING and any instance can go on with it. An interrupted thread stays interrupted.
     *
     * @param workflow the graph
     * @param run what is run
     * @param again whether a run that ended without success is begun again: steps that succeeded are not done again
     * @param outer tells all of it to stop
     * @throws io.banditpipeline.workflow.CancelledException if {@code outer} was cancelled before
     * @throws PipelineException with {@link ErrorCode#CANCELLED} if the engine is closed; with
     *     {@link ErrorCode#STORAGE} if the run could not be claimed, or if it was broken off because the history could
     *     not be written for about a minute
     */
    public RunResult run(Workflow workflow, NewRun run, boolean again, Cancellation outer) {
        outer.throwIfCancelled();
        RunControl control = new RunControl();
        enter(control, run);
        Cancellation.Registration registration =
                outer.onCancel(() -> control.layAside(CancellationSource.reasonOf(outer)));
        try {
            Claim claim = runs.claim(run, settings.clock().instant(), settings.lease(), again);
            if (claim instanceof Claim.Granted granted) {
                return attempt(workflow, granted, control).run();
            }
            return claim instanceof Claim.Held held
                    ? new RunResult.Held(held.run())
                    : new RunResult.Ended(((Claim.Ended) claim).run());
        } finally {
            registration.close();
            leave(control);
        }
    }

    private RunAttempt attempt(Workflow workflow, Claim.Granted granted, RunControl control) {
        NewRun run = granted.run().run();
        RunServices services = new RunServices(
                run,
                settings,
                control,
                new RunJournal(runs, settings, control, granted),
                new Listeners(run, listener, settings.progress()),
                new Permits(settings.parallelism()),
                new RunThreads(workflow.id()),
                new StepNames(workflow));
        control.obey(granted.run().signal());
        return new RunAttempt(
                workflow, services, Resumption.of(workflow, granted.run().steps()));
    }

    private synchronized void enter(RunControl control, NewRun run) {
        if (closed) {
            throw new PipelineException(
                    ErrorCode.CANCELLED,
                    "Run " + run.runId() + " of workflow '" + run.workflow()
                            + "' is not begun: the engine is closed. Run it in an instance that is open");
        }
        underWay.put(control, run.runId());
    }

    private synchronized void leave(RunControl control) {
        underWay.remove(control);
        notifyAll();
    }

    /**
     * Stops all runs and waits for them within the bound; runs that were stopped so can be gone on with. A step that
     * does not stop is named in a warning; its thread is a daemon. Runs begun later are refused. Closing again does
     * nothing more.
     */
    @Override
    public void close() {
        stop();
        awaitIdle(settings.closeWithin());
    }

    /** Tells all runs to stop and refuses others, and waits for none: {@link #close} does. */
    public void stop() {
        List<RunControl> open;
        synchronized (this) {
            closed = true;
            open = List.copyOf(underWay.keySet());
        }
        open.forEach(control -> control.layAside("the pipeline closes"));
    }

    private synchronized void awaitIdle(Duration limit) {
        long start = System.nanoTime();
        long left = limit.toMillis();
        try {
            while (!underWay.isEmpty() && left > 0) {
                wait(left);
                left = limit.toMillis() - (System.nanoTime() - start) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!underWay.isEmpty()) {
            LOG.warn("runs={} are still stopping after {}", underWay.values(), DurationText.of(limit));
        }
    }
}
