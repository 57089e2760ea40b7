package io.banditpipeline.core.internal.quality.report;

import io.banditpipeline.core.internal.quality.score.OverallScore;
import io.banditpipeline.core.internal.quality.score.Sums;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityReport.Rating;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives each subject its overall score: nothing looks better than what it would be trusted for. */
final class Ratings {
    private static final List<Subject.Kind> ORDER =
            List.of(Subject.Kind.CAMPAIGN, Subject.Kind.PLATFORM, Subject.Kind.ACCOUNT, Subject.Kind.ARM);

    private final KnownThings things;
    private final FoundThings found;
    private final Map<Subject, Double> caps = new HashMap<>();

    Ratings(KnownThings things, Collection<GateResult> gates, FoundThings found) {
        this.things = things;
        this.found = found;
        gates.forEach(gate -> caps.merge(gate.subject(), gate.cap(), Math::min));
    }

    /** The worst of all caps. */
    double cap(Collection<GateResult> gates) {
        return gates.stream().mapToDouble(GateResult::cap).min().orElse(1);
    }

    /** The ratings over all days; arms that rested all the time have none. */
    List<Rating> of(Sums sums, Instant now) {
        return sums.subjects().stream()
                .sorted(Comparator.comparing((Subject subject) -> ORDER.indexOf(subject.kind()))
                        .thenComparing(Subject::id))
                .map(subject -> rating(subject, sums.of(subject, now), cap(subject)))
                .filter(rating -> rating.subject().kind() != Subject.Kind.ARM
                        || !rating.scores().isEmpty())
                .toList();
    }

    List<Rating> ofDays(Map<Subject, List<QualityScore>> scores) {
        List<Rating> ratings = new ArrayList<>();
        scores.forEach((subject, ofDay) -> ratings.add(rating(subject, ofDay, found.isFatal(subject) ? 0 : 1)));
        return ratings;
    }

    private static Rating rating(Subject subject, List<QualityScore> scores, double cap) {
        List<QualityScore> known =
                scores.stream().filter(score -> score.denominator() > 0).toList();
        return new Rating(subject, known, OverallScore.of(known, cap));
    }

    private double cap(Subject subject) {
        double own = found.isFatal(subject) ? 0 : caps.getOrDefault(subject, 1.0);
        return things.accountsOf(subject)
                .mapToDouble(key -> caps.getOrDefault(new Subject(Subject.Kind.ACCOUNT, key, null), 1.0))
                .reduce(own, Math::min);
    }
}
