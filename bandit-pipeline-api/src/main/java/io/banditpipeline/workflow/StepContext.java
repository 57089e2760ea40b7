package io.banditpipeline.workflow;

import java.time.Instant;
import java.util.List;

/** What a step knows of the run that it belongs to. Thread-safe. */
public interface StepContext {
    /** The run's id. */
    String runId();

    /** The workflow's id. */
    String workflow();

    /** What the run is limited to. */
    RunScope scope();

    /** The moment of the run: of a run that goes on after a crash, that of its first beginning. */
    Instant asOf();

    /** 1 for the first try of this step in this run, one more each time that it is tried again. */
    int attempt();

    /** Tells the step to stop. A step's thread is interrupted, too. */
    Cancellation cancellation();

    /**
     * Tells how far the step is.
     *
     * @param done units done so far
     * @param total units in all, or -1 if unknown
     * @param detail what is being done, for a person
     */
    void progress(long done, long total, String detail);

    /**
     * What became of a step that this one needs or follows.
     *
     * @throws IllegalArgumentException if this step neither needs nor follows it
     */
    <T> StepOutcome<T> outcome(Step<T> step);

    /**
     * Runs parts of this step side by side, within the pipeline's bound: each with retries, time-out and a row of its
     * own. Parts neither need nor follow other steps. Returns when all have ended; a part that fails stops no other. A
     * part that went well in an earlier try of this step is not done again. This step's own time-out stands still
     * meanwhile.
     *
     * @param parts their names must differ within the run
     * @return what became of each, in the order of the parts
     * @throws CancelledException if this step is told to stop
     * @throws IllegalArgumentException if a name is taken, or a part needs or follows a step
     * @throws IllegalStateException if this step runs parts already
     */
    <T> List<StepOutcome<T>> sideBySide(List<Step<T>> parts);
}
