package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Notes when many rows are parked because their entities belong to no arm. */
final class UnmappedRows implements BatchValidator.Check {
    private static final int EXAMPLES = 5;

    private final Parameters parameters;
    private final BatchContext context;
    private final Set<String> examples = new TreeSet<>();
    private long rows;
    private long unmapped;

    UnmappedRows(Parameters parameters, BatchContext context) {
        this.parameters = parameters;
        this.context = context;
    }

    @Override
    public Verdict row(Observation row) {
        rows++;
        if (!context.armByEntity().containsKey(row.entity().id())) {
            unmapped++;
            if (examples.size() < EXAMPLES) {
                examples.add(row.entity().id());
            }
        }
        return Verdict.PASS;
    }

    @Override
    public void end(Findings findings) {
        if (unmapped > parameters.get("maxShare") * rows) {
            findings.add(
                    Subject.account(
                            context.slice().account(), context.slice().days().last()),
                    "entity",
                    unmapped + " of " + rows + " rows",
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of the rows are of entities that belong to no arm, such as %s; they are parked, and"
                                    + " counted once an arm names them",
                            100.0 * unmapped / rows,
                            examples));
        }
    }
}
