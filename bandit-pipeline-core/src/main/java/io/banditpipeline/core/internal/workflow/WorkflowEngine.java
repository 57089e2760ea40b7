package io.banditpipeline.core.internal.workflow;

import io.banditpipeline.store.NewRun;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.Workflow;

/** Runs workflows. Thread-safe. It has threads only while it runs something. */
public final class WorkflowEngine implements AutoCloseable {
    private final RunStore runs;
    private final EngineSettings settings;
    private final RunListener listener;

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
     * Runs a workflow, or goes on with a run of it that was broken off, and returns when it has ended.
     *
     * @param workflow the graph
     * @param run what is run
     * @param again whether a run that ended without success is begun again: steps that succeeded are not done again
     * @param outer tells all of it to stop
     */
    public RunResult run(Workflow workflow, NewRun run, boolean again, Cancellation outer) {
        throw new UnsupportedOperationException(runs + " " + settings + " " + listener);
    }

    /** Stops all runs and waits for their steps within the bound; runs that were stopped so can be gone on with. */
    @Override
    public void close() {}
}
