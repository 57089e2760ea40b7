package io.banditpipeline.core.internal.collect;

import io.banditpipeline.core.internal.quality.AccountRules;
import io.banditpipeline.core.internal.quality.EffectiveRule;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.BatchContext;
import io.banditpipeline.quality.BatchValidator;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.RejectedRow.Reason;
import io.banditpipeline.quality.RowContext;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Judges the rows of one slice, each by itself and all together. Used once; not thread-safe. */
final class RowJudge {
    private final Slice slice;
    private final RowContext context;
    private final List<EffectiveRule<RowValidator>> rules;
    private final List<Running> checks;
    private final FlaggedRows flagged;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Finding> refusals = new LinkedHashMap<>();

    private RowJudge(AccountRules rules, BatchContext batch, List<Running> checks) {
        this.slice = batch.slice();
        this.context = new RowContext(slice, batch.now());
        this.rules = rules.row();
        this.checks = checks;
        this.flagged = new FlaggedRows(slice);
    }

    /** Judges by all rules. */
    static RowJudge of(AccountRules rules, BatchContext batch) {
        return new RowJudge(
                rules,
                batch,
                rules.batch().stream().map(rule -> begin(rule, batch)).toList());
    }

    /** Judges each row by itself only: days that are not over cannot be compared with days that are. */
    static RowJudge ofRows(AccountRules rules, BatchContext batch) {
        return new RowJudge(rules, batch, List.of());
    }

    private record Running(EffectiveRule<BatchValidator> rule, BatchValidator.Check check) {}

    /**
     * Judges a row.
     *
     * @param decided ids of rules that a person has decided on for this row: they are not asked again, but for those
     *     that the storage relies on
     * @return why it cannot be used; empty if it can
     */
    List<Reason> judge(Observation row, Set<String> decided) {
        List<Reason> reasons = List.of();
        for (EffectiveRule<RowValidator> rule : rules) {
            if ((!decided.contains(rule.id()) || StandardRules.isEssential(rule.id()))
                    && ask(rule, row) instanceof Verdict.Violation violation) {
                reasons = consequence(rule, violation, row, reasons);
            }
        }
        return reasons.isEmpty() ? judgeAmongOthers(row, decided) : reasons;
    }

    private List<Reason> judgeAmongOthers(Observation row, Set<String> decided) {
        List<Reason> reasons = List.of();
        for (Running running : checks) {
            if (!decided.contains(running.rule().id()) && ask(running, row) instanceof Verdict.Violation violation) {
                reasons = consequence(running.rule(), violation, row, reasons);
            }
        }
        return reasons;
    }

    private List<Reason> consequence(
            EffectiveRule<?> rule, Verdict.Violation violation, Observation row, List<Reason> reasons) {
        Severity severity = rule.severity(violation);
        if (severity == Severity.INFO || severity == Severity.WARN) {
            flagged.add(rule, severity, violation, row);
            return reasons;
        }
        if (severity == Severity.FATAL) {
            refusals.putIfAbsent(rule.id(), refusal(rule, violation, row));
        }
        List<Reason> more = new ArrayList<>(reasons);
        more.add(new Reason(rule.id(), violation.field(), violation.value(), rule.text(violation.text())));
        return more;
    }

    /** Judges the slice as a whole, after its last row. */
    void end() {
        for (Running running : checks) {
            try {
                running.check().end(running.rule().findings(this::note));
            } catch (RuntimeException e) {
                throw broken(running.rule(), e);
            }
        }
    }

    private static Running begin(EffectiveRule<BatchValidator> rule, BatchContext batch) {
        try {
            return new Running(rule, rule.validator().begin(batch));
        } catch (RuntimeException e) {
            throw broken(rule, e);
        }
    }

    private Verdict ask(EffectiveRule<RowValidator> rule, Observation row) {
        try {
            return Objects.requireNonNull(rule.validator().validate(row, context), "its verdict");
        } catch (RuntimeException e) {
            throw broken(rule, e);
        }
    }

    private static Verdict ask(Running running, Observation row) {
        try {
            return Objects.requireNonNull(running.check().row(row), "its verdict");
        } catch (RuntimeException e) {
            throw broken(running.rule(), e);
        }
    }

    /** Of a rule that breaks, nothing of the slice is stored: it is fetched again once the rule is mended. */
    private static IllegalStateException broken(EffectiveRule<?> rule, RuntimeException why) {
        return new IllegalStateException(
                "rule '" + rule.id() + "' itself broke (" + why
                        + "), so nothing of the slice is stored: mend the rule, or turn it off",
                why);
    }

    private void note(Finding finding) {
        if (finding.severity() != Severity.FATAL || refusals.putIfAbsent(finding.rule(), finding) != null) {
            findings.add(finding);
        }
    }

    /** Why the whole slice is refused, by each rule that does; empty if it is not. */
    List<Finding> refusals() {
        return List.copyOf(refusals.values());
    }

    private Finding refusal(EffectiveRule<?> rule, Verdict.Violation violation, Observation row) {
        return new Finding(
                rule.id(),
                rule.validator().dimension(),
                Severity.FATAL,
                Subject.account(slice.account(), row.interval().day()),
                violation.field(),
                violation.value(),
                "entity " + row.entity().id() + ": " + rule.text(violation.text()),
                1);
    }

    /** What is wrong besides rows that cannot be used. */
    List<Finding> findings() {
        return Stream.of(flagged.findings(), findings, refusals())
                .flatMap(List::stream)
                .toList();
    }
}
