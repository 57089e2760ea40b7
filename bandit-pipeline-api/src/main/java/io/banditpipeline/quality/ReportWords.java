package io.banditpipeline.quality;

import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.quality.QualityReport.Rating;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Words and figures that the text and the page have in common; none depends on a locale or a zone. */
final class ReportWords {
    /** The dimensions in the order of columns. */
    static final List<Dimension> DIMENSIONS = List.of(Dimension.values());

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_ID = 100;

    private ReportWords() {}

    /** {@code 98.2 %}, or a dash for unknown. Rounded down, so that only what is whole says 100 %. */
    static String percent(OptionalDouble share) {
        return share.isPresent() ? percent(share.getAsDouble()) : "-";
    }

    static String percent(double share) {
        if (!Double.isFinite(share)) {
            return "-";
        }
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(share * 1000 + 1e-6) / 10);
    }

    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** {@code 1 row}, {@code 1,234 rows}. */
    static String count(long number, String thing) {
        return count(number) + " " + thing + (number == 1 ? "" : "s");
    }

    /** To the minute, in UTC. */
    static String minute(Instant instant) {
        return MINUTE.format(instant) + "Z";
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Its kind, id and day; made printable. */
    static String subject(Subject subject) {
        return Printable.line(subject.toString(), MAX_ID);
    }

    /** Any text, on one line and not too long. */
    static String text(String text, int maxLength) {
        return Printable.line(text, maxLength);
    }

    static String id(String id) {
        return Printable.line(id, MAX_ID);
    }

    /** What a finding found, for a person: the field with its value, and what was expected. */
    static String found(Finding finding, int maxLength) {
        String value = finding.value().isEmpty() ? "" : " is '" + Printable.line(finding.value(), maxLength) + "'";
        String what = finding.field() + value;
        return (what.isEmpty() ? "" : what.strip() + ": ") + Printable.line(finding.text(), maxLength);
    }

    /** What a reason says, for a person. */
    static String reason(RejectedRow.Reason reason, int maxLength) {
        String field = reason.field().isEmpty() ? "" : Printable.line(reason.field(), MAX_ID) + ": ";
        String value = reason.value().isEmpty() ? "" : "'" + Printable.line(reason.value(), maxLength) + "' ";
        return field + value + Printable.line(reason.text(), maxLength) + " [" + id(reason.rule()) + "]";
    }

    /** The measured value of a gate in its unit. */
    static String measured(GateResult result, double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        return result.gate() == GateResult.Gate.FINDINGS ? count(Math.round(value)) : percent(value);
    }

    /** The worst ones first; those of which nothing is known last. */
    static List<Rating> worst(List<Rating> ratings, int limit) {
        return ratings.stream()
                .sorted(Comparator.<Rating>comparingDouble(
                                rating -> rating.overall().orElse(2))
                        .thenComparing(ReportWords::lowest)
                        .thenComparing(rating -> rating.subject().id()))
                .limit(limit)
                .toList();
    }

    private static double lowest(Rating rating) {
        return rating.scores().stream()
                .flatMapToDouble(score -> score.value().stream())
                .min()
                .orElse(2);
    }

    /** The results that want attention first: failed, past, unknown, passed. */
    static List<GateResult> gravest(List<GateResult> gates) {
        return gates.stream()
                .sorted(Comparator.comparing(GateResult::state).reversed())
                .toList();
    }
}
