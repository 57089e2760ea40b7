package io.banditpipeline.core.internal.quality.gate;

import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.GateResult.State;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.store.QualityStore.KnownFinding;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** No finding of severity ERROR or FATAL may be open on the latest days. */
final class FindingsGate {
    /** The most that an overall score may be with an open ERROR: less than any passing gate demands. */
    static final double ERROR_CAP = 0.5;

    private static final int NAMED = 3;

    private final GateEvidence evidence;
    private final LocalDate first;
    private final List<KnownFinding> grave;

    FindingsGate(GateEvidence evidence, LocalDate first) {
        this.evidence = evidence;
        this.first = first;
        this.grave = evidence.findings().stream()
                .filter(known -> known.resolvedAt() == null)
                .filter(known -> known.finding().severity().compareTo(Severity.ERROR) >= 0)
                .filter(known -> evidence.speaksOf(known.finding().subject()))
                .sorted(Comparator.comparing(
                                (KnownFinding known) -> known.finding().severity())
                        .reversed()
                        .thenComparing(KnownFinding::firstSeen))
                .toList();
    }

    GateResult result() {
        List<KnownFinding> holding = grave.stream().filter(this::isRecent).toList();
        if (!holding.isEmpty()) {
            boolean fatal = holding.get(0).finding().severity() == Severity.FATAL;
            return of(
                    State.FAILED,
                    holding,
                    fatal ? 0 : ERROR_CAP,
                    holding.size() + " open findings of severity ERROR or FATAL: " + names(holding)
                            + " Mend what they name and collect again, or waive the rule if the data is right.");
        }
        return grave.isEmpty()
                ? of(State.PASSED, grave, 1, "No finding of severity ERROR or FATAL is open.")
                : of(
                        State.PAST,
                        grave,
                        1,
                        "Only findings about days before " + first + " are open, which holds nothing back: "
                                + names(grave));
    }

    private boolean isRecent(KnownFinding known) {
        LocalDate day = known.finding().subject().day();
        return day == null || !day.isBefore(first);
    }

    private GateResult of(State state, List<KnownFinding> findings, double cap, String text) {
        LocalDate since = findings.stream()
                .map(FindingsGate::day)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new GateResult(
                evidence.subject(), GateResult.Gate.FINDINGS, state, findings.size(), 0, cap, since, text);
    }

    /** The day that it speaks of, or the day on which it was seen first. */
    private static LocalDate day(KnownFinding known) {
        return Objects.requireNonNullElseGet(
                known.finding().subject().day(),
                () -> known.firstSeen().atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static String names(List<KnownFinding> findings) {
        StringBuilder names = new StringBuilder();
        for (KnownFinding known : findings.subList(0, Math.min(NAMED, findings.size()))) {
            Finding finding = known.finding();
            names.append(names.isEmpty() ? "" : "; ")
                    .append(finding.rule())
                    .append(" of ")
                    .append(finding.subject())
                    .append(", seen since ")
                    .append(known.firstSeen())
                    .append(": ")
                    .append(finding.text());
        }
        return names + (findings.size() > NAMED ? "; and " + (findings.size() - NAMED) + " more." : ".");
    }
}
