package io.banditpipeline.store;

import io.banditpipeline.run.RunState;
import io.banditpipeline.run.StepReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the history of runs. Noting the same again changes nothing (R1). Durations are kept with milliseconds. */
public interface RunStore {
    /** Notes that a run began. */
    void started(String runId, String workflow, Instant asOf);

    /** Notes that a step of a run ended; replaces what was noted at its position before. */
    void stepEnded(String runId, int position, StepReport step);

    /** Notes that a run ended. */
    void ended(String runId, RunState state, Duration duration);

    /** The latest runs, the one that began last first. */
    List<Run> latest(int limit);

    /**
     * A run as it is kept.
     *
     * @param runId unique
     * @param workflow the workflow
     * @param asOf its moment
     * @param state how it ended, or empty if it has not ended, or never will
     * @param steps the steps that have ended, in order
     */
    record Run(String runId, String workflow, Instant asOf, Optional<RunState> state, List<StepReport> steps) {}
}
