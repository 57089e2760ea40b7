package io.banditpipeline.core.internal.quality.row;

import io.banditpipeline.core.internal.quality.rule.Parameters;
import io.banditpipeline.core.internal.quality.rule.RuleSpec;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Verdict;
import java.util.Map;
import java.util.function.Function;

/** A rule of rows: what is said of it, and a check that is made once for its numbers. */
final class RowRule implements RowValidator {
    private final RuleSpec spec;
    private final Function<Parameters, Check> checks;
    private final Check check;

    /** Judges one row; allocates nothing if it passes. */
    interface Check {
        Verdict judge(Observation row, RowContext context);
    }

    /** A rule whose check depends on its numbers. */
    RowRule(RuleSpec spec, Function<Parameters, Check> checks) {
        this.spec = spec;
        this.checks = checks;
        this.check = checks.apply(spec.parameters());
    }

    /** A rule without numbers. */
    static RowRule of(RuleSpec spec, Check check) {
        return new RowRule(spec, unused -> check);
    }

    @Override
    public Verdict validate(Observation row, RowContext context) {
        return check.judge(row, context);
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
    public RowRule withParameters(Map<String, Double> changed) {
        return changed.isEmpty() ? this : new RowRule(spec.with(changed), checks);
    }

    @Override
    public String toString() {
        return spec.toString();
    }
}
