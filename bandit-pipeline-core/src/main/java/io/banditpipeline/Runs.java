package io.banditpipeline;

import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.RunState;
import io.banditpipeline.store.RunStore;
import io.banditpipeline.store.RunStore.RunQuery;
import io.banditpipeline.store.RunStore.Signal;
import io.banditpipeline.store.StoredRun;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The history of runs, of all instances, and how to stop them and go on with them. What is asked of a run that another
 * instance is at work on is heard there at its next sign of life, within a third of
 * {@link PipelineBuilder#takeOverAfter}. This class is thread-safe.
 */
public final class Runs {
    private final RunStore store;
    private final InstantSource clock;
    private final Function<StoredRun, RunReport> again;

    /** @param again runs a run again, here and now */
    Runs(RunStore store, InstantSource clock, Function<StoredRun, RunReport> again) {
        this.store = store;
        this.clock = clock;
        this.again = again;
    }

    /** The latest runs with their steps, the one that began last first. */
    public List<StoredRun> latest(int limit) {
        return store.latest(RunQuery.latest(limit));
    }

    /** The latest runs that a query asks for. */
    public List<StoredRun> latest(RunQuery query) {
        return store.latest(query);
    }

    /** A run by its id; empty if there is none. */
    public Optional<StoredRun> find(String runId) {
        return store.find(runId);
    }

    /**
     * Stops a run for good: steps under way are broken off, the others are not begun. What was stored stays.
     *
     * @return the run as it is then
     * @throws PipelineException with INVALID_INPUT if there is no such run, or it has ended
     */
    public StoredRun cancel(String runId) {
        return signal(runId, Signal.CANCEL);
    }

    /**
     * Lays a run aside: steps under way are finished, no other is begun, until {@link #resume}.
     *
     * @return the run as it is then
     * @throws PipelineException with INVALID_INPUT if there is no such run, or it has ended
     */
    public StoredRun pause(String runId) {
        return signal(runId, Signal.PAUSE);
    }

    /**
     * Ends a pause and goes on with the run, here and now, where it stopped. A pause that has not taken effect yet is
     * taken back, and the instance that is at work goes on.
     *
     * @return what the run did; empty if another instance is at work on it
     * @throws PipelineException with INVALID_INPUT if there is no such run, or it has ended
     */
    public Optional<RunReport> resume(String runId) {
        StoredRun run = signal(runId, Signal.NONE);
        return run.state() == RunState.PAUSED ? Optional.of(again.apply(run)) : Optional.empty();
    }

    /**
     * Runs a run again that did not end well, here and now: steps that succeeded are not done again.
     *
     * @throws PipelineException with INVALID_INPUT if there is no such run, if it succeeded, or if another instance is
     *     at work on it
     */
    public RunReport rerun(String runId) {
        StoredRun run = require(runId);
        if (run.state() == RunState.SUCCEEDED) {
            throw new PipelineException(
                    ErrorCode.INVALID_INPUT,
                    "Run " + runId + " has succeeded: there is nothing to do again; start a new run instead");
        }
        return again.apply(run);
    }

    private StoredRun signal(String runId, Signal signal) {
        StoredRun run = require(runId);
        if (run.state().ended()) {
            throw new PipelineException(ErrorCode.INVALID_INPUT, "Run " + runId + " has ended already: " + run.state());
        }
        return store.signal(runId, signal, clock.instant()).orElse(run);
    }

    private StoredRun require(String runId) {
        return store.find(runId)
                .orElseThrow(() -> new PipelineException(
                        ErrorCode.INVALID_INPUT, "There is no run '" + runId + "': see the latest runs for their ids"));
    }
}
