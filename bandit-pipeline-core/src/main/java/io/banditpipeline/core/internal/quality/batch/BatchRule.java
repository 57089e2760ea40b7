package io.banditpipeline.core.internal.quality.batch;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.core.internal.quality.rule.RuleSpec;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Findings;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Verdict;
import java.util.Map;

/** A rule of slices: what is said of it, and how a check of a slice begins. */
final class BatchRule implements BatchValidator {
    private final RuleSpec spec;
    private final Beginning beginning;

    /** Begins a check with the rule's numbers. */
    interface Beginning {
        Check begin(Parameters parameters, BatchContext context);
    }

    /** Judges a slice by the sums of its arms and days. */
    interface DaysCheck {
        void judge(ArmDays days, Parameters parameters, Findings findings);
    }

    BatchRule(RuleSpec spec, Beginning beginning) {
        this.spec = spec;
        this.beginning = beginning;
    }

    /** A rule that needs no more than the sums of arms and days. */
    static BatchRule ofDays(RuleSpec spec, DaysCheck check) {
        return new BatchRule(spec, (parameters, context) -> {
            ArmDays days = new ArmDays(context);
            return new Check() {
                @Override
                public Verdict row(Observation row) {
                    days.add(row);
                    return Verdict.PASS;
                }

                @Override
                public void end(Findings findings) {
                    check.judge(days, parameters, findings);
                }
            };
        });
    }

    @Override
    public Check begin(BatchContext context) {
        return beginning.begin(spec.parameters(), context);
    }

    @Override
    public String id() {
        return spec.id();
    }

    @Override
    public Dimension dimension() {
        return spec.dimension();
    }

    @Override
    public Severity severity() {
        return spec.severity();
    }

    @Override
    public String description() {
        return spec.description();
    }

    @Override
    public Map<String, Double> parameters() {
        return spec.parameters().asMap();
    }

    @Override
    public BatchRule withParameters(Map<String, Double> changed) {
        return changed.isEmpty() ? this : new BatchRule(spec.with(changed), beginning);
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
