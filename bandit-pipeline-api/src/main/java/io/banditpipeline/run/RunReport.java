package io.banditpipeline.run;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.mmm.MmmRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a run did. {@link #toString} is the report for a person.
 *
 * @param runId unique
 * @param workflow the workflow, such as {@code "daily"}
 * @param asOf the moment of the run: what was known then was used
 * @param state how it ended
 * @param steps its steps, in order
 * @param models the model runs that the allocations rest on
 * @param allocations one allocation a campaign
 * @param duration how long it took
 */
public record RunReport(
        String runId,
        String workflow,
        Instant asOf,
        RunState state,
        List<StepReport> steps,
        List<MmmRun> models,
        List<Allocation> allocations,
        Duration duration) {
    /** Copies the lists. */
    public RunReport {
        steps = List.copyOf(steps);
        models = List.copyOf(models);
        allocations = List.copyOf(allocations);
    }

    @Override
    public String toString() {
        return RunReportText.of(this);
    }
}
