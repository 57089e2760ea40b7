package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * Finds slices with exactly a round number of rows, which is what a page limit leaves. A slice that has a row of every
 * entity for every interval was not cut off.
 */
final class PageLimit implements BatchValidator.Check {
    private final Parameters parameters;
    private final BatchContext context;
    private final Set<String> entities = new HashSet<>();
    private final Set<Instant> starts = new HashSet<>();
    private long rows;

    PageLimit(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
    }

    @Override
    public Verdict row(Observation row) {
        rows++;
        entities.add(row.entity().id());
        starts.add(row.interval().start());
        return Verdict.PASS;
    }

    @Override
    public void end(Findings findings) {
        if (rows > 0 && rows % parameters.count("page") == 0 && rows < (long) entities.size() * starts.size()) {
            findings.add(
                    Subject.account(
                            context.slice().account(), context.slice().days().last()),
                    "rows",
                    Long.toString(rows),
                    "exactly " + rows + " rows came for " + context.slice().days()
                            + ", and not all entities have all intervals; make sure that the source reads on after a"
                            + " full page");
        }
    }
}
