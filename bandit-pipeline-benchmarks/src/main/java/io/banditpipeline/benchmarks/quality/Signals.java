package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.run.RunReport;
import io.banditpipeline.run.StepReport;
import io.banditpipeline.run.StepState;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QualityStore;
import io.banditpipeline.store.Storage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run said to be wrong, from its report and from what it stored. */
final class Signals {
    private final Set<Signal> signals = new LinkedHashSet<>();

    private Signals() {}

    /** All that is new with a run: warnings and worse. */
    static Set<Signal> of(RunReport report, Storage storage) {
        Signals all = new Signals();
        storage.quality().findings(report.asOf(), known -> all.finding(known, report));
        storage.quarantine().held(Set.of(HeldRow.State.HELD), row -> all.held(row, report));
        storage.quarantine().parkedByEntity().forEach(all::parked);
        report.steps().forEach(all::step);
        report.allocations().forEach(all::allocation);
        return all.signals;
    }

    private void finding(QualityStore.KnownFinding known, RunReport report) {
        boolean isNew = !known.firstSeen().isBefore(report.asOf()) && known.resolvedAt() == null;
        if (isNew && known.finding().severity().compareTo(Severity.WARN) >= 0) {
            signals.add(new Signal(
                    known.finding().rule(),
                    known.finding().severity(),
                    known.finding().subject(),
                    known.finding().field()));
        }
    }

    private void held(HeldRow row, RunReport report) {
        if (row.heldAt().isBefore(report.asOf())) {
            return;
        }
        for (RejectedRow.Reason reason : row.row().reasons()) {
            Subject subject = new Subject(Subject.Kind.ACCOUNT, row.subject(), null);
            signals.add(new Signal(reason.rule(), Severity.ERROR, subject, reason.field() + " of " + row.id()));
        }
    }

    private void parked(String accountKey, Map<String, Long> byEntity) {
        Subject subject = new Subject(Subject.Kind.ACCOUNT, accountKey, null);
        byEntity.keySet().forEach(entity -> signals.add(new Signal(Signal.PARKED, Severity.WARN, subject, entity)));
    }

    private void step(StepReport step) {
        if (step.name().startsWith("collect ") && step.state() != StepState.SUCCEEDED) {
            Subject subject = Subject.platform(step.name().substring("collect ".length()), null);
            signals.add(new Signal(Signal.NOT_COLLECTED, Severity.FATAL, subject, step.name()));
        }
    }

    private void allocation(Allocation allocation) {
        if (allocation.state() == Allocation.State.HELD) {
            Subject subject = Subject.campaign(allocation.campaignId(), null);
            signals.add(new Signal(Signal.PLAN_HELD, Severity.FATAL, subject, allocation.reason()));
        }
    }

    /** The ids of the rules that speak, each once. */
    static List<String> rules(Set<Signal> signals) {
        return signals.stream().map(Signal::rule).distinct().sorted().toList();
    }
}
