package io.banditpipeline.core.internal.quality.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.GateResult.Gate;
import io.banditpipeline.quality.GateResult.State;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.store.QualityStore.KnownFinding;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Data below a gate holds decisions back (R10), but never for ever. */
class QualityGateKeeperTest {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 22);
    private static final Instant SEEN = Instant.parse("2026-11-20T07:00:00Z");
    private static final Subject META = new Subject(Subject.Kind.ACCOUNT, "meta/act_1", null);
    private static final Subject PLATFORM = Subject.platform("meta", null);

    private final QualityGateKeeper keeper = new QualityGateKeeper(QualityGates.ofDefaults());
    private final List<QualityScore> scores = new ArrayList<>();
    private final List<KnownFinding> findings = new ArrayList<>();

    @Test
    void of_an_account_of_which_nothing_is_known_no_gate_fails() {
        assertThat(judge(28))
                .extracting(GateResult::state)
                .containsExactly(State.UNKNOWN, State.PASSED, State.UNKNOWN, State.UNKNOWN);
        assertThat(of(Gate.COMPLETENESS, 28).value()).isNaN();
        assertThat(QualityGateKeeper.obstacle(judge(28))).isEmpty();
    }

    @Test
    void ten_percent_of_unusable_rows_pass_and_one_row_more_fails_R10() {
        score(Dimension.VALIDITY, LAST, 600, 600);
        score(Dimension.VALIDITY, LAST.minusDays(3), 300, 400);
        assertThat(of(Gate.ISSUES, 28).state()).isEqualTo(State.PASSED);

        score(Dimension.VALIDITY, LAST.minusDays(1), 8, 10);
        GateResult failed = of(Gate.ISSUES, 28);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.value()).isCloseTo(102 / 1010.0, within(1e-12));
        assertThat(failed.limit()).isEqualTo(0.1);
        assertThat(failed.since()).isEqualTo(LAST.minusDays(3));
        assertThat(failed.text())
                .contains("102 of 1010 rows", "10.1 %", "at most 10.0 %", "Since 2026-11-19", "quarantine");
    }

    @Test
    void a_newest_day_that_is_largely_unusable_fails_however_many_good_days_stand_beside_it_R10() {
        for (int i = 1; i < 28; i++) {
            score(Dimension.VALIDITY, LAST.minusDays(i), 4, 4);
        }
        score(Dimension.VALIDITY, LAST, 3, 4);
        assertThat(of(Gate.ISSUES, 28).state()).as("one row of four").isEqualTo(State.PASSED);
        score(Dimension.VALIDITY, LAST, 0, 4);
        assertThat(of(Gate.ISSUES, 28).state()).as("all four").isEqualTo(State.FAILED);
    }

    @Test
    void one_whole_day_of_seven_that_is_missing_fails() {
        for (int i = 0; i < 7; i++) {
            score(Dimension.COMPLETENESS, LAST.minusDays(i), i == 2 ? 0 : 10, 10);
        }
        GateResult failed = of(Gate.COMPLETENESS, 28);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.cap()).isCloseTo(6 / 7.0, within(1e-12));
        assertThat(failed.since()).isEqualTo(LAST.minusDays(2));
        assertThat(failed.text()).contains("85.7 %", "2026-11-16 to 2026-11-22", "at least 90.0 %");
        assertThat(QualityGateKeeper.obstacle(judge(28))).startsWith("account meta/act_1: 85.7 %");
    }

    @Test
    void one_missing_day_of_a_single_arm_holds_nothing_back_but_five_do() {
        for (int i = 0; i < 7; i++) {
            score(Dimension.COMPLETENESS, LAST.minusDays(i), i == 2 ? 0 : 1, 1);
        }
        assertThat(of(Gate.COMPLETENESS, 28).state()).isEqualTo(State.PASSED);
        for (int i = 0; i < 5; i++) {
            score(Dimension.COMPLETENESS, LAST.minusDays(i), 0, 1);
        }
        assertThat(of(Gate.COMPLETENESS, 28).state()).isEqualTo(State.FAILED);
    }

    @Test
    void the_limit_itself_passes_whatever_sums_do_to_its_last_bit() {
        for (int i = 0; i < 7; i++) {
            score(Dimension.CONSISTENCY, LAST.minusDays(i), 0.09, 0.1);
        }
        assertThat(of(Gate.CONSISTENCY, 28).state()).isEqualTo(State.PASSED);
        score(Dimension.CONSISTENCY, LAST.minusDays(1), 0.0899, 0.1);
        assertThat(of(Gate.CONSISTENCY, 28).state()).isEqualTo(State.FAILED);
    }

    @Test
    void what_only_older_days_fail_is_told_but_holds_nothing_back() {
        score(Dimension.COMPLETENESS, LAST, 10, 10);
        score(Dimension.COMPLETENESS, LAST.minusDays(7), 1, 10);
        GateResult past = of(Gate.COMPLETENESS, 28);
        assertThat(past.state()).isEqualTo(State.PAST);
        assertThat(past.cap()).isOne();
        assertThat(past.since()).isEqualTo(LAST.minusDays(7));
        assertThat(past.text()).contains("before 2026-11-16", "10.0 %");
    }

    @Test
    void days_that_a_platform_restates_no_more_hold_nothing_back() {
        score(Dimension.COMPLETENESS, LAST, 10, 10);
        score(Dimension.COMPLETENESS, LAST.minusDays(3), 0, 10);
        score(Dimension.VALIDITY, LAST, 10, 10);
        score(Dimension.VALIDITY, LAST.minusDays(3), 0, 10);
        assertThat(of(Gate.COMPLETENESS, 28).state()).isEqualTo(State.FAILED);
        assertThat(of(Gate.COMPLETENESS, 3).state()).isEqualTo(State.PAST);
        assertThat(of(Gate.ISSUES, 3).state()).isEqualTo(State.PAST);
        assertThat(of(Gate.ISSUES, 0).state()).as("the last day always counts").isEqualTo(State.PAST);
        score(Dimension.VALIDITY, LAST, 0, 10);
        assertThat(of(Gate.ISSUES, 0).state()).isEqualTo(State.FAILED);
    }

    @Test
    void an_open_error_about_the_account_or_its_platform_fails_and_a_fatal_one_leaves_nothing() {
        finding(META.id(), Severity.ERROR, LAST, null);
        GateResult failed = of(Gate.FINDINGS, 28);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.value()).isOne();
        assertThat(failed.cap()).isEqualTo(0.5);
        assertThat(failed.text())
                .contains("batch.volume of account meta/act_1 on 2026-11-22, seen since 2026-11-20T07:00:00Z: too few");

        findings.add(known(Subject.platform("meta", null), Severity.FATAL, null));
        assertThat(of(Gate.FINDINGS, 28).cap()).isZero();
        assertThat(of(Gate.FINDINGS, 28).since()).isEqualTo(LocalDate.of(2026, 11, 20));
    }

    @Test
    void a_warning_a_resolved_error_and_one_about_something_else_do_not_fail() {
        finding(META.id(), Severity.WARN, LAST, null);
        finding(META.id(), Severity.FATAL, LAST, SEEN);
        finding("google/1", Severity.FATAL, LAST, null);
        findings.add(known(Subject.arm("meta/act_1", LAST), Severity.FATAL, null));
        assertThat(of(Gate.FINDINGS, 28).state()).isEqualTo(State.PASSED);
    }

    @Test
    void an_open_error_about_an_old_day_is_told_but_holds_nothing_back() {
        finding(META.id(), Severity.FATAL, LAST.minusDays(30), null);
        assertThat(of(Gate.FINDINGS, 28).state()).isEqualTo(State.PAST);
        assertThat(of(Gate.FINDINGS, 28).cap()).isOne();
        assertThat(of(Gate.FINDINGS, 28).since()).isEqualTo(LAST.minusDays(30));
    }

    @Test
    void other_limits_can_be_set() {
        score(Dimension.COMPLETENESS, LAST, 7, 10);
        QualityGateKeeper lenient = new QualityGateKeeper(new QualityGates(0.5, 0.7, 0.5));
        assertThat(lenient.judge(evidence(28))).noneMatch(GateResult::failed);
    }

    @Test
    void a_campaign_as_a_whole_is_judged_by_its_findings_and_its_consistency() {
        Subject campaign = Subject.campaign("spring", null);
        scores.add(new QualityScore(Subject.campaign("spring", LAST), Dimension.CONSISTENCY, 1, 2, SEEN));
        findings.add(known(Subject.campaign("spring", LAST), Severity.ERROR, null));
        List<GateResult> results =
                keeper.judgeCampaign(new GateEvidence(campaign, Set.of(), LAST, 28, scores, findings));
        assertThat(results).extracting(GateResult::gate).containsExactly(Gate.FINDINGS, Gate.CONSISTENCY);
        assertThat(results).allMatch(GateResult::failed);
    }

    private void score(Dimension dimension, LocalDate day, double good, double due) {
        scores.add(new QualityScore(new Subject(META.kind(), META.id(), day), dimension, good, due, SEEN));
    }

    private void finding(String account, Severity severity, LocalDate day, @Nullable Instant resolvedAt) {
        findings.add(known(new Subject(Subject.Kind.ACCOUNT, account, day), severity, resolvedAt));
    }

    private static KnownFinding known(Subject subject, Severity severity, @Nullable Instant resolvedAt) {
        Finding finding =
                new Finding("batch.volume", Dimension.COMPLETENESS, severity, subject, "rows", "3", "too few", 1);
        return new KnownFinding("account:meta/act_1", finding, SEEN, SEEN, resolvedAt);
    }

    private GateResult of(Gate gate, int restatementDays) {
        return judge(restatementDays).stream()
                .filter(result -> result.gate() == gate)
                .findFirst()
                .orElseThrow();
    }

    private List<GateResult> judge(int restatementDays) {
        return keeper.judge(evidence(restatementDays));
    }

    private GateEvidence evidence(int restatementDays) {
        return new GateEvidence(META, Set.of(PLATFORM), LAST, restatementDays, scores, findings);
    }
}
