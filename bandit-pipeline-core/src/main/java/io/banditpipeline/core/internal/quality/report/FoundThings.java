package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Problem;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.QualityStore.KnownFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sorts findings: those that are told, those that gates look at, and the subjects that have a FATAL one. Its memory
 * grows with accounts, not with arms, but for arms with a FATAL finding (R15). Not thread-safe.
 */
final class FoundThings implements Consumer<KnownFinding> {
    private static final int MAX_OPEN = 500;
    private static final int MAX_RESOLVED = 100;
    private static final Comparator<Problem> GRAVEST = Comparator.comparing(
                    (Problem problem) -> problem.finding().severity())
            .reversed()
            .thenComparing(Problem::since)
            .thenComparing(problem -> problem.finding().rule())
            .thenComparing(problem -> problem.finding().subject().toString());

    private final DateRange days;
    private final Instant resolvedSince;
    private final Best<Problem> open = new Best<>(GRAVEST, MAX_OPEN);
    private final Best<Problem> resolved =
            new Best<>(Comparator.comparing(FoundThings::end).reversed().thenComparing(GRAVEST), MAX_RESOLVED);
    private final List<KnownFinding> forGates = new ArrayList<>();
    private final Set<Subject> fatal = new HashSet<>();

    /**
     * @param days the days of the report
     * @param resolvedSince what was resolved before is not told
     */
    FoundThings(DateRange days, Instant resolvedSince) {
        this.days = days;
        this.resolvedSince = resolvedSince;
    }

    @Override
    public void accept(KnownFinding known) {
        Finding finding = known.finding();
        Problem problem = new Problem(finding, known.firstSeen(), known.lastSeen(), known.resolvedAt());
        if (known.resolvedAt() != null) {
            if (!known.resolvedAt().isBefore(resolvedSince)) {
                resolved.add(problem);
            }
            return;
        }
        open.add(problem);
        if (finding.severity() == Severity.FATAL) {
            fatal(finding.subject());
        }
        if (finding.severity().compareTo(Severity.ERROR) >= 0
                && finding.subject().kind() != Subject.Kind.ARM) {
            forGates.add(known);
        }
    }

    /** A day that is bad makes its arm bad as a whole; of accounts as a whole the gates say so. */
    private void fatal(Subject subject) {
        fatal.add(subject);
        LocalDate day = subject.day();
        if (subject.kind() == Subject.Kind.ARM && day != null && days.contains(day)) {
            fatal.add(Subject.arm(subject.id(), null));
        }
    }

    private static Instant end(Problem problem) {
        return problem.resolvedAt() == null ? Instant.MAX : problem.resolvedAt();
    }

    Listing<Problem> open() {
        return open.listing();
    }

    Listing<Problem> resolved() {
        return resolved.listing();
    }

    /** Open findings of severity ERROR or FATAL about anything but arms. */
    List<KnownFinding> forGates() {
        return List.copyOf(forGates);
    }

    /** Whether a FATAL finding about the subject, on that day if it has one, is open. */
    boolean isFatal(Subject subject) {
        return fatal.contains(subject);
    }
}
