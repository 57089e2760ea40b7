package io.banditpipeline.core.internal.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.quality.Finding;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.RowValidator;
import io.banditpipeline.quality.RuleOverride;
import io.banditpipeline.quality.Severity;
import io.banditpipeline.quality.Subject;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.quality.Verdict;
import io.banditpipeline.quality.Waiver;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Account META = account("meta", "act_1");
    private static final Account GOOGLE = account("google_ads", "123");
    private static final List<Validator> RULES = List.of(
            FakeRule.of("row.clicks"),
            new FakeRule("row.ratio", Severity.WARN, Map.of("maxRatio", 2.0)),
            new FakeRule.Cross("cross.claims"));

    @Test
    void rules_count_as_they_are_where_nothing_is_said() {
        RuleBook book = RuleBook.of(RULES, QualityPolicy.ofDefaults());
        assertThat(book.problems()).isEmpty();
        assertThat(book.rules(META, NOW).row())
                .extracting(EffectiveRule::id)
                .containsExactly("row.clicks", "row.ratio");
        assertThat(book.rules(META, NOW).batch()).isEmpty();
        assertThat(book.rules(META, NOW).history()).isEmpty();
        assertThat(book.crossPlatform(NOW)).extracting(EffectiveRule::id).containsExactly("cross.claims");
    }

    @Test
    void a_violation_says_its_own_severity_unless_an_override_says_another() {
        Verdict.Violation grave = new Verdict.Violation("clicks", "7", "too many", Severity.FATAL);
        Verdict.Violation plain = new Verdict.Violation("clicks", "7", "too many");
        EffectiveRule<RowValidator> own = clicks(QualityPolicy.ofDefaults(), META);
        assertThat(own.severity(grave)).isEqualTo(Severity.FATAL);
        assertThat(own.severity(plain)).isEqualTo(Severity.ERROR);

        EffectiveRule<RowValidator> forced =
                clicks(policy(RuleOverride.severity("row.clicks", null, Severity.WARN)), META);
        assertThat(forced.severity(grave)).isEqualTo(Severity.WARN);
        assertThat(forced.severity(plain)).isEqualTo(Severity.WARN);
    }

    @Test
    void an_override_for_the_platform_wins_over_the_general_one_whatever_their_order() {
        List<RuleOverride> overrides = new ArrayList<>(List.of(
                RuleOverride.parameter("row.clicks", "meta", "limit", 3),
                RuleOverride.severity("row.clicks", "meta", Severity.INFO),
                RuleOverride.parameter("row.clicks", null, "limit", 2),
                RuleOverride.parameter("row.clicks", null, "slack", 0.75),
                RuleOverride.severity("row.clicks", null, Severity.WARN)));
        for (int turn = 0; turn < 2; turn++) {
            QualityPolicy policy = policy(overrides.toArray(RuleOverride[]::new));
            EffectiveRule<RowValidator> meta = clicks(policy, META);
            assertThat(meta.forced()).isEqualTo(Severity.INFO);
            assertThat(meta.validator().parameters())
                    .containsEntry("limit", 3.0)
                    .containsEntry("slack", 0.75);
            EffectiveRule<RowValidator> google = clicks(policy, GOOGLE);
            assertThat(google.forced()).isEqualTo(Severity.WARN);
            assertThat(google.validator().parameters()).containsEntry("limit", 2.0);
            Collections.reverse(overrides);
        }
    }

    @Test
    void a_rule_that_is_off_is_not_asked() {
        RuleBook book = RuleBook.of(RULES, policy(RuleOverride.off("row.clicks", "meta")));
        assertThat(book.rules(META, NOW).row()).extracting(EffectiveRule::id).containsExactly("row.ratio");
        assertThat(book.rules(GOOGLE, NOW).row()).hasSize(2);
    }

    @Test
    void a_platform_can_turn_on_what_is_off_for_all() {
        QualityPolicy policy = policy(
                RuleOverride.off("row.clicks", null), RuleOverride.severity("row.clicks", "meta", Severity.WARN));
        RuleBook book = RuleBook.of(RULES, policy);
        assertThat(book.problems()).isEmpty();
        assertThat(clicks(policy, META).forced()).isEqualTo(Severity.WARN);
        assertThat(book.rules(GOOGLE, NOW).row()).extracting(EffectiveRule::id).containsExactly("row.ratio");
    }

    @Test
    void a_waived_rule_only_notes_and_tells_why_until_its_instant() {
        Waiver waiver = Waiver.of("row.clicks", NOW, "the tracking moves house");
        RuleBook book = RuleBook.of(
                RULES,
                QualityPolicy.ofDefaults()
                        .with(waiver)
                        .with(RuleOverride.severity("row.clicks", null, Severity.FATAL)));
        EffectiveRule<RowValidator> before =
                book.rules(META, NOW.minusNanos(1)).row().get(0);
        assertThat(before.severity(Severity.FATAL)).isEqualTo(Severity.INFO);
        assertThat(before.text("too many"))
                .isEqualTo("too many (waived until 2026-03-01T12:00:00Z: the tracking moves house)");

        EffectiveRule<RowValidator> at = book.rules(META, NOW).row().get(0);
        assertThat(at.severity(Severity.WARN)).isEqualTo(Severity.FATAL);
        assertThat(at.text("too many")).isEqualTo("too many");
    }

    @Test
    void a_waiver_is_for_whom_it_names() {
        Instant later = NOW.plusSeconds(1);
        QualityPolicy account =
                QualityPolicy.ofDefaults().with(new Waiver("row.clicks", "meta", "act_1", later, "moving"));
        assertThat(clicks(account, META).waiver()).isNotNull();
        assertThat(clicks(account, account("meta", "act_2")).waiver()).isNull();
        QualityPolicy platform =
                QualityPolicy.ofDefaults().with(new Waiver("row.clicks", "meta", null, later, "moving"));
        assertThat(clicks(platform, account("meta", "act_2")).waiver()).isNotNull();
        assertThat(clicks(platform, GOOGLE).waiver()).isNull();
    }

    @Test
    void of_several_waivers_the_one_that_lasts_longest_is_told() {
        QualityPolicy policy = QualityPolicy.ofDefaults()
                .with(Waiver.of("row.clicks", NOW.plusSeconds(9), "long"))
                .with(Waiver.of("row.clicks", NOW.plusSeconds(5), "short"));
        assertThat(clicks(policy, META).text("x")).contains("long");
    }

    @Test
    void findings_carry_the_effective_severity_and_text() {
        List<Finding> found = new ArrayList<>();
        clicks(policy(RuleOverride.severity("row.clicks", null, Severity.WARN)), META)
                .findings(found::add)
                .add(Severity.FATAL, Subject.account(META, null), "cost", "9", "too much");
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("row.clicks");
            assertThat(finding.severity()).isEqualTo(Severity.WARN);
            assertThat(finding.text()).isEqualTo("too much");
            assertThat(finding.count()).isEqualTo(1);
        });
    }

    @Test
    void the_fingerprint_changes_with_what_rows_are_judged_by_and_with_nothing_else() {
        QualityPolicy policy = QualityPolicy.ofDefaults().with(Waiver.of("row.ratio", NOW, "moving"));
        String waived = fingerprint(policy, META, NOW.minusSeconds(1));
        String usual = fingerprint(QualityPolicy.ofDefaults(), META, NOW);
        assertThat(usual).matches("[0-9a-f]{64}").isNotEqualTo(waived);
        assertThat(fingerprint(policy, META, NOW)).isEqualTo(usual);
        assertThat(fingerprint(policy, META, NOW.plusSeconds(99))).isEqualTo(usual);
        assertThat(fingerprint(policy(RuleOverride.parameter("row.clicks", "meta", "limit", 3)), META, NOW))
                .isNotEqualTo(usual);
        assertThat(fingerprint(policy(RuleOverride.parameter("row.clicks", "meta", "limit", 3)), GOOGLE, NOW))
                .isEqualTo(usual);
        assertThat(fingerprint(policy(RuleOverride.severity("row.clicks", null, Severity.ERROR)), META, NOW))
                .isNotEqualTo(usual);
        assertThat(fingerprint(policy(RuleOverride.off("cross.claims", null)), META, NOW))
                .isEqualTo(usual);
        List<Validator> reversed = new ArrayList<>(RULES);
        Collections.reverse(reversed);
        assertThat(RuleBook.of(reversed, QualityPolicy.ofDefaults()).fingerprint(META, NOW))
                .isEqualTo(usual);
    }

    @Test
    void names_that_do_not_exist_are_told_with_the_nearest_that_does() {
        QualityPolicy policy = policy(
                        RuleOverride.off("row.click", null),
                        RuleOverride.parameter("row.ratio", "meta", "maxRatoi", 3),
                        RuleOverride.parameter("row.clicks", null, "limit", -1))
                .with(Waiver.of("nothing.like.it.at.all", NOW, "why"));
        assertThat(problems(policy))
                .containsExactly(
                        "override of rule 'row.click' for all platforms: there is no such rule; did you mean"
                                + " 'row.clicks'?",
                        "override of rule 'row.ratio' for platform 'meta': the rule has no parameter 'maxRatoi'; did"
                                + " you mean 'maxRatio'?",
                        "override of rule 'row.clicks' for all platforms: limit must not be negative, but is"
                                + " {limit=-1.0, slack=0.5}",
                        "waiver of rule 'nothing.like.it.at.all' for all platforms: there is no such rule; there are"
                                + " [row.clicks, row.ratio, cross.claims]");
    }

    @Test
    void overrides_that_contradict_each_other_are_told() {
        assertThat(problems(policy(
                        RuleOverride.off("row.clicks", null),
                        RuleOverride.severity("row.clicks", null, Severity.WARN),
                        RuleOverride.severity("row.ratio", "meta", Severity.WARN),
                        RuleOverride.severity("row.ratio", "meta", Severity.INFO),
                        RuleOverride.parameter("row.ratio", "meta", "maxRatio", 3),
                        RuleOverride.parameter("row.ratio", "meta", "maxRatio", 4),
                        RuleOverride.parameter("row.ratio", "google_ads", "maxRatio", 5))))
                .satisfiesExactly(
                        text -> assertThat(text).contains("row.clicks").contains("turns it off"),
                        text -> assertThat(text).contains("WARN and INFO"),
                        text -> assertThat(text).contains("maxRatio to 3.0 and 4.0"));
    }

    @Test
    void a_rule_across_platforms_cannot_be_changed_for_one() {
        QualityPolicy policy = policy(RuleOverride.off("cross.claims", "meta"))
                .with(new Waiver("cross.claims", "meta", null, NOW, "moving"));
        assertThat(problems(policy))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("cross.claims").contains("name no platform"));
    }

    @Test
    void two_rules_of_one_id_are_a_problem() {
        RuleBook book = RuleBook.of(
                List.of(FakeRule.of("row.clicks"), FakeRule.of("row.clicks"), FakeRule.of(" ")),
                QualityPolicy.ofDefaults());
        assertThat(book.problems())
                .satisfiesExactly(
                        text -> assertThat(text).isEqualTo("two rules have the id 'row.clicks'; ids must differ"),
                        text -> assertThat(text).contains("must have 1 to 190 characters"));
    }

    @Test
    void rules_that_the_storage_relies_on_are_neither_lowered_nor_waived() {
        List<Validator> rules = StandardRules.all();
        QualityPolicy policy = policy(
                        RuleOverride.off("row.slice", "meta"),
                        RuleOverride.severity("row.interval", null, Severity.WARN),
                        RuleOverride.severity("row.magnitude", null, Severity.FATAL),
                        RuleOverride.parameter("row.magnitude", null, "maxUnits", 1e6))
                .with(Waiver.of("row.currency", NOW, "moving"));
        assertThat(RuleBook.of(rules, policy).problems()).hasSize(3).allSatisfy(text -> assertThat(text)
                .contains("cannot be stored"));
    }

    @Test
    void the_standard_rules_have_no_problems() {
        assertThat(RuleBook.of(StandardRules.all(), QualityPolicy.ofDefaults()).problems())
                .isEmpty();
    }

    @Test
    void a_book_with_problems_judges_nothing_R10() {
        RuleBook book = RuleBook.of(RULES, policy(RuleOverride.off("row.click", null)));
        assertThatThrownBy(() -> book.rules(META, NOW)).hasMessageContaining("did you mean 'row.clicks'?");
        assertThatThrownBy(() -> book.crossPlatform(NOW)).isInstanceOf(IllegalStateException.class);
    }

    private static List<String> problems(QualityPolicy policy) {
        return RuleBook.of(RULES, policy).problems();
    }

    private static String fingerprint(QualityPolicy policy, Account account, Instant now) {
        return RuleBook.of(RULES, policy).fingerprint(account, now);
    }

    private static EffectiveRule<RowValidator> clicks(QualityPolicy policy, Account account) {
        return RuleBook.of(RULES, policy).rules(account, NOW).row().stream()
                .filter(rule -> rule.id().equals("row.clicks"))
                .findFirst()
                .orElseThrow();
    }

    private static QualityPolicy policy(RuleOverride... overrides) {
        QualityPolicy policy = QualityPolicy.ofDefaults();
        for (RuleOverride override : overrides) {
            policy = policy.with(override);
        }
        return policy;
    }

    private static Account account(String platform, String id) {
        return new Account(platform, id, ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"));
    }
}
