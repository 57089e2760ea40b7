package io.banditpipeline.core.internal.collect;

import io.banditpipeline.core.internal.quality.EffectiveRule;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Verdict;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts rows that are kept although they break a rule: one finding for each rule and day, with an example. */
final class FlaggedRows {
    private final Slice slice;
    private final Map<Key, Finding> findings = new LinkedHashMap<>();

    FlaggedRows(Slice slice) {
        this.slice = slice;
    }

    private record Key(String rule, LocalDate day, Severity severity, String field) {}

    void add(EffectiveRule<?> rule, Severity severity, Verdict.Violation violation, Observation row) {
        LocalDate day = row.interval().day();
        findings.merge(
                new Key(rule.id(), day, severity, violation.field()),
                new Finding(
                        rule.id(),
                        rule.validator().dimension(),
                        severity,
                        Subject.account(slice.account(), day),
                        violation.field(),
                        violation.value(),
                        "entity " + row.entity().id() + ": " + rule.text(violation.text()),
                        1),
                FlaggedRows::oneMore);
    }

    private static Finding oneMore(Finding known, Finding more) {
        return new Finding(
                known.rule(),
                known.dimension(),
                known.severity(),
                known.subject(),
                known.field(),
                known.value(),
                known.text(),
                known.count() + more.count());
    }

    List<Finding> findings() {
        return List.copyOf(findings.values());
    }
}
