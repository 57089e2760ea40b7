package io.banditpipeline.quality;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.QualityReport.HeldExample;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.ParkedEntity;
import io.banditpipeline.quality.QualityReport.Problem;
import io.banditpipeline.quality.QualityReport.Quarantined;
import io.banditpipeline.quality.QualityReport.Rating;
import io.banditpipeline.store.HeldRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reports for tests. */
final class Reports {
    static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    static final LocalDate LAST = LocalDate.of(2026, 11, 22);
    static final Subject META = new Subject(Subject.Kind.ACCOUNT, "meta/act_1", null);

    private Reports() {}

    /** One of everything, every text of a stranger being the one given. */
    static QualityReport with(String text) {
        return report(text, 1);
    }

    /** Many arms, findings, rules, parked entities. */
    static QualityReport huge(int size) {
        return report("x".repeat(100_000), size);
    }

    private static QualityReport report(String text, int size) {
        return new QualityReport(
                NOW,
                new DateRange(LAST.minusDays(27), LAST),
                OptionalDouble.of(0.857142),
                Stream.concat(
                                Stream.of(
                                        rating(Subject.campaign("spring", null), 0.857142),
                                        rating(Subject.platform("meta", null), 0.857142),
                                        rating(META, 0.857142)),
                                IntStream.range(0, size)
                                        .mapToObj(i ->
                                                rating(Subject.arm(shortened(text) + i, null), 1 - i / (2.0 * size))))
                        .toList(),
                List.of(rating(new Subject(META.kind(), META.id(), LAST), 0.5)),
                gates(text, size),
                problems(text, size, null),
                problems(text, size, NOW.minusSeconds(60)),
                new Quarantined(12_345, rules(text, size)),
                List.of(new Parked(text, 77, new Listing<>(entities(text, size), size + 9L))),
                Map.of("fetched", 1_234_567L, text, 3L));
    }

    private static List<GateResult> gates(String text, int size) {
        List<GateResult> gates = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            gates.add(new GateResult(
                    META, GateResult.Gate.ISSUES, GateResult.State.PASSED, 0.01, 0.1, 1, null, "all is well"));
            gates.add(new GateResult(
                    META,
                    GateResult.Gate.COMPLETENESS,
                    GateResult.State.FAILED,
                    0.857142,
                    0.9,
                    0.857142,
                    LAST.minusDays(2),
                    "days are missing " + text));
        }
        return gates;
    }

    private static Listing<Problem> problems(String text, int size, Instant resolvedAt) {
        Finding finding = new Finding(
                text, Dimension.CONSISTENCY, Severity.ERROR, Subject.arm(text, LAST), "cost", text, text, 3);
        return new Listing<>(
                IntStream.range(0, size)
                        .mapToObj(i -> new Problem(finding, NOW.minusSeconds(86_400), NOW, resolvedAt))
                        .toList(),
                size + 5L);
    }

    private static List<HeldRule> rules(String text, int size) {
        RejectedRow row = new RejectedRow(
                text, text, List.of(new RejectedRow.Reason("csv.number", text, text, "is not a number")));
        HeldExample example = new HeldExample(idOf(text), "csv", "meta/act_1", NOW, row);
        return IntStream.range(0, size)
                .mapToObj(i -> new HeldRule("rule" + i, 12_345, NOW.minusSeconds(86_400), NOW, List.of(example)))
                .toList();
    }

    private static String idOf(String text) {
        return HeldRow.id("csv", "meta/act_1", text);
    }

    private static List<ParkedEntity> entities(String text, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new ParkedEntity(shortened(text) + i, 7))
                .toList();
    }

    private static Rating rating(Subject subject, double overall) {
        return new Rating(
                subject,
                List.of(
                        new QualityScore(subject, Dimension.COMPLETENESS, 6, 7, NOW),
                        new QualityScore(subject, Dimension.VALIDITY, 99_996, 100_000, NOW)),
                OptionalDouble.of(overall));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(150, text.length()));
    }
}
