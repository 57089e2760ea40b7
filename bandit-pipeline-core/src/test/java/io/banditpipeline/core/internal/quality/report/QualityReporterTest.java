package io.banditpipeline.core.internal.quality.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.Pipeline;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.Dimension;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityGates;
import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.ParkedEntity;
import io.banditpipeline.quality.QualityReport.Rating;
import io.banditpipeline.quality.QualityReportHtml;
import io.banditpipeline.quality.QualityScore;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QualityReporterTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account META = new Account("meta", "act_1", ZoneId.of("America/New_York"), USD);
    private static final Account OTHER =
            new Account("meta", "act_2", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"));
    private static final Account GOOGLE = new Account("google_ads", "7", ZoneId.of("Europe/Berlin"), USD);
    private static final Campaign SPRING = Campaign.of("spring", ZoneId.of("UTC"), USD);
    private static final Campaign SUMMER = Campaign.of("summer", ZoneId.of("UTC"), USD);
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final LocalDate LAST = LocalDate.of(2026, 11, 22);

    private final InMemoryStorage storage = new InMemoryStorage();
    private final QualityReporter reporter =
            new QualityReporter(storage, QualityGates.ofDefaults(), Map.of(GOOGLE.key(), 3));

    @BeforeEach
    void know_the_arms() {
        storage.catalog()
                .save(
                        List.of(SPRING, SUMMER),
                        List.of(
                                arm("m1", "spring", META),
                                arm("m2", "spring", META),
                                arm("o1", "spring", OTHER),
                                arm("g1", "summer", GOOGLE)));
    }

    @Test
    void of_an_empty_storage_nothing_is_known_and_nothing_is_held_back() {
        QualityReport report = reporter.report(NOW);
        assertThat(report.fit()).isTrue();
        assertThat(report.overall()).isEmpty();
        assertThat(report.ratings()).isEmpty();
        assertThat(report.toString()).contains("- overall, fit to decide on", "In quarantine: 0 rows");
        assertThat(QualityReportHtml.of(report)).contains("No day has a score yet.");
    }

    @Test
    void days_add_up_to_accounts_platforms_and_campaigns() {
        score(META, LAST, 9, 10);
        score(META, LAST.minusDays(27), 30, 30);
        score(META, LAST.minusDays(28), 0, 1_000);
        score(OTHER, LAST, 5, 10);
        score(GOOGLE, LAST, 10, 10);
        QualityReport report = reporter.report(NOW);

        assertThat(share(report, Subject.account(META, null))).isCloseTo(39 / 40.0, within(1e-12));
        assertThat(share(report, Subject.platform("meta", null))).isCloseTo(44 / 50.0, within(1e-12));
        assertThat(share(report, Subject.campaign("spring", null))).isCloseTo(44 / 50.0, within(1e-12));
        assertThat(share(report, Subject.campaign("summer", null))).isEqualTo(1);
        assertThat(report.accountDays())
                .extracting(rating -> rating.subject().toString())
                .containsExactly(
                        "account google_ads/7 on 2026-11-22",
                        "account meta/act_1 on 2026-10-26",
                        "account meta/act_1 on 2026-11-22",
                        "account meta/act_2 on 2026-11-22");
    }

    @Test
    void days_that_an_account_does_not_fetch_again_hold_nothing_back_whatever_others_do() {
        validity(GOOGLE, LAST, 10, 10);
        validity(GOOGLE, LAST.minusDays(3), 0, 10);
        validity(META, LAST, 10, 10);
        assertThat(reporter.report(NOW).fit()).isTrue();
        validity(META, LAST.minusDays(3), 0, 10);
        assertThat(reporter.report(NOW).gates())
                .filteredOn(GateResult::failed)
                .extracting(GateResult::subject)
                .containsExactly(Subject.account(META, null));
    }

    private void validity(Account account, LocalDate day, double good, double due) {
        storage.quality()
                .saveScores(
                        List.of(new QualityScore(Subject.account(account, day), Dimension.VALIDITY, good, due, NOW)));
    }

    @Test
    void nothing_looks_better_than_the_worst_gate_it_stands_behind_R10() {
        score(META, LAST, 10, 10);
        score(OTHER, LAST, 5, 10);
        score(GOOGLE, LAST, 10, 10);
        armScore("o1", 1, 1);
        armScore("m1", 1, 1);
        QualityReport report = reporter.report(NOW);

        assertThat(report.fit()).isFalse();
        assertThat(overall(report, Subject.account(META, null))).isEqualTo(1);
        assertThat(overall(report, Subject.arm("m1", null))).isEqualTo(1);
        assertThat(overall(report, Subject.arm("o1", null))).isEqualTo(0.5);
        assertThat(overall(report, Subject.platform("meta", null))).isEqualTo(0.5);
        assertThat(overall(report, Subject.campaign("spring", null))).isEqualTo(0.5);
        assertThat(overall(report, Subject.campaign("summer", null))).isEqualTo(1);
        assertThat(report.overall()).hasValue(0.5);
    }

    @Test
    void a_fatal_finding_leaves_an_account_or_an_arm_with_nothing() {
        score(META, LAST, 10, 10);
        score(GOOGLE, LAST, 10, 10);
        armScore("m1", 1, 1);
        armScore("g1", 1, 1);
        find(Severity.FATAL, Subject.account(META, LAST));
        find(Severity.FATAL, Subject.arm("g1", LAST));
        QualityReport report = reporter.report(NOW);

        assertThat(overall(report, Subject.account(META, null))).isZero();
        assertThat(overall(report, Subject.arm("m1", null))).isZero();
        assertThat(overall(report, Subject.arm("g1", null))).isZero();
        assertThat(overall(report, Subject.account(GOOGLE, null))).isEqualTo(1);
        assertThat(report.open().shown()).hasSize(2);
        assertThat(report.accountDays().stream()
                        .filter(rating -> rating.subject().equals(Subject.account(META, LAST)))
                        .findFirst()
                        .orElseThrow()
                        .overall())
                .hasValue(0);
    }

    @Test
    void accuracy_is_that_of_final_days_though_they_are_older_than_the_others() {
        storage.quality()
                .saveScores(List.of(
                        new QualityScore(Subject.account(META, LAST.minusDays(40)), Dimension.ACCURACY, 8, 10, NOW)));
        assertThat(reporter.report(NOW).ratings(Subject.Kind.ACCOUNT).get(0).score(Dimension.ACCURACY))
                .hasValueSatisfying(score -> assertThat(score.value()).hasValue(0.8));
    }

    @Test
    void what_is_not_found_any_more_is_told_as_resolved() {
        DateRange days = new DateRange(LAST, LAST);
        storage.quality()
                .saveFindings("check", days, List.of(finding(Severity.WARN, Subject.account(META, LAST))), NOW);
        storage.quality().saveFindings("check", days, List.of(), NOW.plusSeconds(60));
        QualityReport report = reporter.report(NOW.plusSeconds(120));
        assertThat(report.open().total()).isZero();
        assertThat(report.resolved().shown()).singleElement().satisfies(problem -> {
            assertThat(problem.since()).isEqualTo(NOW);
            assertThat(problem.resolvedAt()).isEqualTo(NOW.plusSeconds(60));
        });
    }

    @Test
    void of_thousands_of_findings_the_gravest_are_kept_and_the_rest_is_counted_R15() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            Severity severity = i == 1_500 ? Severity.ERROR : Severity.INFO;
            findings.add(finding(severity, Subject.arm("arm" + i, LAST)));
        }
        storage.quality().saveFindings("check", DateRange.of(LAST), findings, NOW);
        QualityReport report = reporter.report(NOW);
        assertThat(report.open().total()).isEqualTo(3_000);
        assertThat(report.open().shown()).hasSize(500);
        assertThat(report.open().shown().get(0).finding().subject().id()).isEqualTo("arm1500");
    }

    @Test
    void a_run_leaves_what_is_held_and_parked_and_what_became_of_its_rows_in_the_report_R8() {
        QualityReport report;
        try (Pipeline pipeline = pipelineWithBadRows()) {
            pipeline.runDaily();
            report = pipeline.quality();
        }
        assertThat(report.held().rows()).isEqualTo(9);
        assertThat(report.held().rules()).extracting(HeldRule::rule).containsExactly("test.number", "test.huge");
        HeldRule rule = report.held().rules().get(0);
        assertThat(rule.rows()).isEqualTo(8);
        assertThat(rule.examples()).hasSize(5);
        assertThat(rule.examples().get(0).row().where()).startsWith("feed.csv line ");
        assertThat(report.held().rules().get(1).examples().get(0).row().raw())
                .hasSizeLessThan(2_100)
                .endsWith("[cut: 998000 more characters]");
        assertThat(report.parked()).singleElement().satisfies(parked -> {
            assertThat(parked.account()).isEqualTo("meta/act_1");
            assertThat(parked.entities().shown()).containsExactly(new ParkedEntity("stranger", 1));
        });
        assertThat(report.rowCounts()).containsEntry("fetched", 11L).containsEntry("quarantined", 9L);
    }

    private Pipeline pipelineWithBadRows() {
        ManualClock clock = ManualClock.at(NOW.toString());
        ScriptedSource source = new ScriptedSource("feed", clock, META);
        Metrics metrics = new Metrics(1_000, 10, 0, 5_000_000, Metrics.ABSENT);
        source.put(META, new EntityRef(Level.CAMPAIGN, "m1"), LAST, metrics);
        source.put(META, new EntityRef(Level.CAMPAIGN, "stranger"), LAST, metrics);
        for (int i = 0; i < 8; i++) {
            source.putUnreadable(META, LAST, rejected("feed.csv line " + i, "twelve," + i, "test.number"));
        }
        source.putUnreadable(META, LAST, rejected("feed.csv line 9", "x".repeat(1_000_000), "test.huge"));
        return Pipeline.builder()
                .storeIn(storage)
                .clock(clock)
                .collectFrom(source)
                .plan(SPRING, List.of(arm("m1", "spring", META)))
                .build();
    }

    private static RejectedRow rejected(String where, String raw, String rule) {
        RejectedRow.Reason clicks = new RejectedRow.Reason(rule, "clicks", "twelve", "is no number");
        RejectedRow.Reason cost = new RejectedRow.Reason(rule, "cost", "twelve", "is no number");
        return new RejectedRow(where, raw, List.of(clicks, cost));
    }

    private static Arm arm(String id, String campaign, Account account) {
        return Arm.of(id, campaign, account, "social", new EntityRef(Level.CAMPAIGN, id));
    }

    private void score(Account account, LocalDate day, double good, double due) {
        storage.quality()
                .saveScores(List.of(
                        new QualityScore(Subject.account(account, day), Dimension.COMPLETENESS, good, due, NOW)));
    }

    private void armScore(String arm, double good, double due) {
        storage.quality()
                .saveScores(List.of(new QualityScore(Subject.arm(arm, LAST), Dimension.COMPLETENESS, good, due, NOW)));
    }

    private void find(Severity severity, Subject subject) {
        storage.quality()
                .saveFindings("check " + subject, DateRange.of(LAST), List.of(finding(severity, subject)), NOW);
    }

    private static Finding finding(Severity severity, Subject subject) {
        return new Finding("batch.volume", Dimension.COMPLETENESS, severity, subject, "rows", "3", "too few", 1);
    }

    private static double share(QualityReport report, Subject subject) {
        return rating(report, subject)
                .score(Dimension.COMPLETENESS)
                .orElseThrow()
                .value()
                .orElseThrow();
    }

    private static double overall(QualityReport report, Subject subject) {
        return rating(report, subject).overall().orElseThrow();
    }

    private static Rating rating(QualityReport report, Subject subject) {
        return report.ratings().stream()
                .filter(rating -> rating.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }
}
