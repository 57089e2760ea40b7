package io.banditpipeline.core.internal.quality.gate;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The scores of one dimension by day, added up over days. */
record Shares(List<QualityScore> days) {
    /** From so many cases on a share speaks for itself: three arms on a week of days. */
    private static final double MANY = 20;

    private static final Instant NEVER = Instant.EPOCH;

    static Shares of(GateEvidence evidence, Dimension dimension) {
        return new Shares(evidence.scores().stream()
                .filter(score ->
                        score.dimension() == dimension && score.subject().day() != null)
                .filter(score ->
                        new Subject(score.subject().kind(), score.subject().id(), null).equals(evidence.subject()))
                .filter(score -> score.denominator() > 0)
                .sorted(Comparator.comparing(Shares::day))
                .toList());
    }

    private static LocalDate day(QualityScore score) {
        LocalDate day = score.subject().day();
        return day == null ? LocalDate.MIN : day;
    }

    Shares from(LocalDate first) {
        return new Shares(
                days.stream().filter(score -> !day(score).isBefore(first)).toList());
    }

    Shares before(LocalDate end) {
        return new Shares(
                days.stream().filter(score -> day(score).isBefore(end)).toList());
    }

    double numerator() {
        return days.stream().mapToDouble(QualityScore::numerator).sum();
    }

    double denominator() {
        return days.stream().mapToDouble(QualityScore::denominator).sum();
    }

    OptionalDouble share() {
        double due = denominator();
        return due == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, numerator() / due));
    }

    /** The share; of few cases the upper end of its 95 % interval. */
    double lenient() {
        return denominator() >= MANY ? share().orElse(1) : upper();
    }

    /** The upper end of the 95 % interval of the share: how good it may be, for all that so few cases tell. */
    double upper() {
        double due = denominator();
        return new QualityScore(
                        Subject.campaign("", null), Dimension.COMPLETENESS, Math.min(due, numerator()), due, NEVER)
                .upper();
    }

    /** The first of the days that is bad by itself. */
    @Nullable
    LocalDate first(Predicate<Shares> bad) {
        return days.stream()
                .filter(score -> bad.test(new Shares(List.of(score))))
                .map(Shares::day)
                .findFirst()
                .orElse(null);
    }
}
