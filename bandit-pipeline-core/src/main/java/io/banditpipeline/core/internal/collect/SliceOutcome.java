package io.banditpipeline.core.internal.collect;

import io.banditpipeline.core.internal.quality.RowTallies;
import io.banditpipeline.quality.CleaningCounts;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.run.StepCounts;
import java.util.List;

/**
 * What became of one slice that was stored or refused.
 *
 * @param planned the slice
 * @param counts what became of its rows
 * @param cleaned what was changed in them
 * @param tallies what became of them by day and arm
 * @param findings what rules found among them
 * @param remarks the first rows that cannot be used
 * @param refusals why the slice is refused as a whole; empty if it was stored
 */
record SliceOutcome(
        PlannedSlice planned,
        StepCounts counts,
        CleaningCounts cleaned,
        RowTallies tallies,
        List<Finding> findings,
        List<String> remarks,
        List<Finding> refusals) {}
