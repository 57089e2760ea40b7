package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.QualityStore;
import io.banditpipeline.store.QualityStore.KnownFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link QualityStore}. */
abstract class QualityContract extends RefusedSliceContract {
    private static final DateRange DAYS = DateRange.of(DAY);
    private static final LocalDate NEXT = DAY.plusDays(1);

    /** If this fails, check that scores come back exactly, in order, and those of no day with any days. */
    @Test
    void required_scores_come_back_as_they_were_saved_and_in_order() {
        String longest = "\uD83C\uDF37".repeat(94) + "/" + "x".repeat(190);
        List<QualityScore> scores = List.of(
                score(Subject.account(META, null), Dimension.ACCURACY, 0, 0),
                score(Subject.arm("B", DAY), Dimension.VALIDITY, 0.1 + 0.2, 1.0 / 3 + 1),
                score(Subject.arm("a", DAY), Dimension.COMPLETENESS, 1, Double.MAX_VALUE),
                score(Subject.arm("a", DAY), Dimension.PLAUSIBILITY, Double.MIN_VALUE, 1e-300),
                score(Subject.arm("ä", DAY), Dimension.COMPLETENESS, 1, 2),
                score(new Subject(Subject.Kind.ACCOUNT, longest, DAY), Dimension.TIMELINESS, 1, 2),
                score(Subject.platform("meta", DAY), Dimension.TIMELINESS, 1, 2),
                score(Subject.campaign("a", DAY), Dimension.TIMELINESS, 1, 2),
                score(Subject.arm("a", NEXT), Dimension.COMPLETENESS, 3, 4));
        List<QualityScore> shuffled = new ArrayList<>(scores);
        Collections.shuffle(shuffled, new Random(7));
        quality().saveScores(shuffled);
        assertThat(scores(new DateRange(DAY, NEXT))).containsExactlyElementsOf(scores);
        assertThat(scores(DAYS)).containsExactlyElementsOf(scores.subList(0, 8));
        assertThat(scores(DateRange.of(DAY.minusDays(1)))).containsExactly(scores.get(0));
    }

    /** If this fails, check that a score is replaced by one of the same subject and dimension, and no other. */
    @Test
    void required_a_score_is_replaced_and_not_added_R1() {
        Subject arm = Subject.arm("a", DAY);
        QualityScore later = new QualityScore(arm, Dimension.VALIDITY, 3, 4, T1);
        quality().saveScores(List.of(score(arm, Dimension.VALIDITY, 1, 4), score(arm, Dimension.ACCURACY, 2, 4)));
        quality().saveScores(List.of(score(arm, Dimension.VALIDITY, 2, 4), later));
        quality().saveScores(List.of(later));
        quality().saveScores(List.of());
        assertThat(scores(DAYS)).containsExactly(later, score(arm, Dimension.ACCURACY, 2, 4));
    }

    /** If this fails, check that findings keep all they say, and when they were seen first and last. */
    @Test
    void required_findings_come_back_with_when_they_were_seen() {
        Finding odd = new Finding(
                "rule.odd",
                Dimension.CONSISTENCY,
                Severity.FATAL,
                Subject.account(META, null),
                "co\u0000st",
                "7 \uD83C\uDF37",
                "x".repeat(70_000),
                Long.MAX_VALUE);
        save("a check", T0, odd, finding("rule.a", DAY, "1"));
        save("another check", T1, finding("rule.a", DAY, "2"));
        save("a check", T2, odd, finding("rule.a", DAY, "3"));
        assertThat(findings(Instant.MIN))
                .containsExactlyInAnyOrder(
                        new KnownFinding("a check", odd, T0, T2, null),
                        new KnownFinding("a check", finding("rule.a", DAY, "3"), T0, T2, null),
                        new KnownFinding("another check", finding("rule.a", DAY, "2"), T1, T1, null));
        assertThat(findings(Instant.MIN)).extracting(KnownFinding::check).endsWith("another check");
        assertThat(findings(T2)).hasSize(2).extracting(KnownFinding::check).containsOnly("a check");
        assertThat(findings(T3)).isEmpty();
    }

    /** If this fails, check which findings a check resolves: open ones of its own, of its days or of no day. */
    @Test
    void required_a_finding_that_is_not_found_any_more_is_resolved() {
        save(
                "check",
                T0,
                finding("of the day", DAY, ""),
                finding("of no day", null, ""),
                finding("other day", NEXT, ""));
        save("other", T0, finding("of the day", DAY, ""));
        save("check", T1);
        assertThat(open()).containsExactlyInAnyOrder("check other day", "other of the day");
        assertThat(findings(T1)).hasSize(2).allSatisfy(known -> {
            assertThat(known.lastSeen()).isEqualTo(T0);
            assertThat(known.resolvedAt()).isEqualTo(T1);
        });
        save("check", T2);
        assertThat(findings(T2)).as("resolved once").isEmpty();
    }

    /** If this fails, check that a new episode begins when a finding comes back. */
    @Test
    void required_a_finding_that_comes_back_is_open_again_since_then() {
        save("check", T0, finding("rule", DAY, "1"));
        save("check", T1);
        save("check", T2, finding("rule", DAY, "2"));
        save("check", T3, finding("rule", DAY, "3"));
        assertThat(findings(Instant.MIN))
                .containsExactly(new KnownFinding("check", finding("rule", DAY, "3"), T2, T3, null));
    }

    /** If this fails, check that a check made before what is known changes nothing, nor one noted again. */
    @Test
    void required_a_check_that_is_noted_again_or_late_changes_nothing_R1() {
        save("check", T1, finding("rule", DAY, "1"), finding("rule", DAY, "2"));
        save("check", T1, finding("rule", DAY, "2"));
        save("check", T0);
        save("check", T0, finding("rule", DAY, "0"));
        assertThat(findings(Instant.MIN))
                .containsExactly(new KnownFinding("check", finding("rule", DAY, "2"), T1, T1, null));
        save("check", T3);
        save("check", T2, finding("rule", DAY, "3"));
        assertThat(findings(Instant.MIN))
                .containsExactly(new KnownFinding("check", finding("rule", DAY, "2"), T1, T1, T3));
    }

    /** If this fails, check the borders of statement chunks. */
    @Test
    void required_many_findings_are_kept_and_resolved_R15() {
        List<Finding> many = IntStream.range(0, 1_700)
                .mapToObj(i -> finding("rule " + i, DAY, "v" + i))
                .toList();
        quality().saveFindings("check", DAYS, many, T0);
        quality().saveFindings("check", DAYS, many.subList(0, 600), T1);
        assertThat(open()).hasSize(600);
        assertThat(findings(Instant.MIN)).hasSize(1_700);
    }

    /** If this fails, check that states come back byte for byte, by prefix, in the order of code points. */
    @Test
    void required_states_of_detectors_come_back_byte_for_byte() {
        byte[] large = new byte[100_000];
        new Random(3).nextBytes(large);
        Map<String, byte[]> states = new LinkedHashMap<>();
        states.put("arm/ä", new byte[] {0, -1, 127, -128});
        states.put("arm/b", large);
        states.put("arm/B", new byte[0]);
        states.put("arm%", new byte[] {1});
        states.put("ARM/c", new byte[] {2});
        states.put("\uD83C\uDF37".repeat(200) + "x".repeat(200), new byte[] {3});
        quality().saveDetectorStates("detector", states);
        quality().saveDetectorStates("other", Map.of("arm/b", new byte[] {9}));

        Map<String, byte[]> found = quality().detectorStates("detector", states.keySet());
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(states.keySet());
        found.forEach((key, state) -> assertThat(state).as(key).isEqualTo(states.get(key)));
        List<String> many = new ArrayList<>(
                IntStream.range(0, 5_000).mapToObj(i -> "none-" + i).toList());
        many.addAll(List.of("arm%", "arm/b", "arm/b"));
        assertThat(quality().detectorStates("detector", many).keySet()).containsExactlyInAnyOrder("arm%", "arm/b");
        assertThat(quality().detectorStates("nobody", states.keySet())).isEmpty();
        assertThat(quality().detectorStates("detector", List.of())).isEmpty();
    }

    /** If this fails, check that only the states that are named are replaced. */
    @Test
    void required_states_of_detectors_are_replaced_R1() {
        quality().saveDetectorStates("detector", Map.of("a", new byte[] {1}, "b", new byte[] {2}));
        quality().saveDetectorStates("detector", Map.of("b", new byte[] {3}));
        quality().saveDetectorStates("detector", Map.of());
        Map<String, byte[]> known = quality().detectorStates("detector", List.of("a", "b"));
        assertThat(known.get("a")).containsExactly(1);
        assertThat(known.get("b")).containsExactly(3);
    }

    private static QualityScore score(Subject subject, Dimension dimension, double numerator, double denominator) {
        return new QualityScore(subject, dimension, numerator, denominator, T0);
    }

    private static Finding finding(String rule, @Nullable LocalDate day, String value) {
        return new Finding(
                rule, Dimension.VALIDITY, Severity.WARN, Subject.arm("arm", day), "cost", value, "a reason", 1);
    }

    private void save(String check, Instant at, Finding... findings) {
        quality().saveFindings(check, DAYS, List.of(findings), at);
    }

    private List<KnownFinding> findings(Instant since) {
        List<KnownFinding> found = new ArrayList<>();
        quality().findings(since, found::add);
        return found;
    }

    private List<String> open() {
        return findings(Instant.MIN).stream()
                .filter(known -> known.resolvedAt() == null)
                .map(known -> known.check() + " " + known.finding().rule())
                .toList();
    }

    private List<QualityScore> scores(DateRange days) {
        List<QualityScore> found = new ArrayList<>();
        quality().scores(days, found::add);
        return found;
    }

    private QualityStore quality() {
        return storage().quality();
    }
}
