package io.banditpipeline.core.internal.health;

import static io.banditpipeline.core.internal.health.Snapshots.EUR;
import static io.banditpipeline.core.internal.health.Snapshots.META;
import static io.banditpipeline.core.internal.health.Snapshots.NOW;
import static io.banditpipeline.core.internal.health.Snapshots.TODAY;
import static io.banditpipeline.core.internal.health.Snapshots.allocation;
import static io.banditpipeline.core.internal.health.Snapshots.openAlert;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.alert.Alert.Severity;
import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.core.internal.health.Snapshot.Notice;
import io.banditpipeline.core.internal.health.Spending.OfArm;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.SourceNotice;
import io.banditpipeline.quality.GateResult;
import io.banditpipeline.quality.QualityReport.HeldRule;
import io.banditpipeline.quality.QualityReport.Listing;
import io.banditpipeline.quality.QualityReport.Parked;
import io.banditpipeline.quality.QualityReport.ParkedEntity;
import io.banditpipeline.quality.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataRulesTest {
    private static final DateRange DAYS = new DateRange(TODAY.minusDays(3), TODAY.minusDays(1));

    private final Snapshots world = new Snapshots();

    @Test
    void failed_gates_of_one_subject_are_one_problem_R10() {
        world.gates = List.of(
                gate(GateResult.Gate.ISSUES, GateResult.State.FAILED, "12 % of rows"),
                gate(GateResult.Gate.COMPLETENESS, GateResult.State.FAILED, "80 % complete"),
                gate(GateResult.Gate.FINDINGS, GateResult.State.PAST, "an old one"));

        assertThat(world.problem().code()).isEqualTo("quality.gate");
        assertThat(world.problem().subject()).isEqualTo("account meta/act_1");
        assertThat(world.problem().text())
                .contains("12 % of rows; 80 % complete")
                .doesNotContain("an old one");
    }

    @Test
    void a_held_plan_is_told_with_its_reason_R10() {
        world.latest = List.of(allocation(Allocation.State.HELD, "the model did not converge"));

        assertThat(world.problem().code()).isEqualTo("allocation.held");
        assertThat(world.problem().subject()).isEqualTo("shop");
        assertThat(world.problem().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(world.problem().text()).contains("2026-11-11", "the model did not converge");
    }

    @Test
    void half_of_a_budget_is_enough_and_less_is_told_with_the_arms_that_miss_most() {
        world.spendings = List.of(spending(new OfArm("arm-1", 100_000_000, 50_000_000)));
        assertThat(world.codes()).isEmpty();

        world.spendings = List.of(
                spending(new OfArm("arm-1", 100_000_000, 90_000_000), new OfArm("arm-2", 200_000_000, 1_230_000)));
        assertThat(world.problem().code()).isEqualTo("budget.unspent");
        assertThat(world.problem().severity()).isEqualTo(Severity.WARNING);
        assertThat(world.problem().text())
                .isEqualTo("Campaign shop spent 91.23 of the 300.00 EUR that it was given for 2026-11-07/2026-11-09,"
                        + " 30 %; most is missing at arm-2 1.23 of 200.00, arm-1 90.00 of 100.00");
    }

    @Test
    void a_budget_of_nothing_cannot_be_left_unspent() {
        world.spendings = List.of(spending(new OfArm("arm-1", 0, 0)));

        assertThat(world.codes()).isEmpty();
    }

    @Test
    void entities_without_an_arm_are_named() {
        List<ParkedEntity> shown = List.of("a", "b", "c", "d", "e", "f").stream()
                .map(id -> new ParkedEntity(id, 10))
                .toList();
        world.parked = List.of(new Parked("meta/act_1", 70, new Listing<>(shown, 7)));

        assertThat(world.problem().code()).isEqualTo("entities.unmapped");
        assertThat(world.problem().text())
                .isEqualTo("70 rows of meta/act_1 are parked, because no arm has their entities: a, b, c, d, e and 2"
                        + " more");
    }

    @Test
    void rows_may_wait_in_quarantine_for_a_week() {
        world.held = List.of(heldSince(NOW.minus(Duration.ofDays(7))));
        assertThat(world.codes()).isEmpty();

        world.held = List.of(heldSince(NOW), heldSince(NOW.minus(Duration.ofDays(8))));
        assertThat(world.problem().code()).isEqualTo("quarantine.waiting");
        assertThat(world.problem().text()).contains("6 rows", "row.rule", "8 days");
    }

    @Test
    void credentials_are_told_two_weeks_before_and_are_critical_at_the_end() {
        expire(Duration.ofDays(14).plusSeconds(1));
        assertThat(world.codes()).isEmpty();

        expire(Duration.ofDays(14));
        assertThat(world.problem().code()).isEqualTo("credentials.expire");
        assertThat(world.problem().severity()).isEqualTo(Severity.WARNING);
        assertThat(world.problem().toString()).contains("meta token", "in 14 days", "renew it");

        expire(Duration.ofDays(3));
        assertThat(world.problem().severity()).isEqualTo(Severity.CRITICAL);
        expire(Duration.ofDays(-1));
        assertThat(world.problem().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(world.problem().text()).contains("since 2026-11-09T12:00:00Z");
    }

    @Test
    void the_sunset_of_a_version_is_told_two_months_before() {
        sunset(Duration.ofDays(61));
        assertThat(world.codes()).isEmpty();
        sunset(Duration.ofDays(60));
        assertThat(world.problem().code()).isEqualTo("version.sunset");
        assertThat(world.problem().severity()).isEqualTo(Severity.WARNING);
        sunset(Duration.ofDays(15));
        assertThat(world.problem().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void critical_alerts_that_nothing_else_tells_of_are_problems_until_they_are_closed() {
        world.alerts = List.of(
                openAlert(Severity.CRITICAL, "host.own", null),
                openAlert(Severity.WARNING, "host.warning", null),
                openAlert(Severity.CRITICAL, "run.failed", null));

        assertThat(world.problem().code()).isEqualTo("alert.open");
        assertThat(world.problem().text()).contains("host.own");
        world.alerts = List.of(openAlert(Severity.CRITICAL, "host.own", "ann"));
        assertThat(world.problem().action()).isEqualTo("ann knows of it");
    }

    @Test
    void the_gravest_problems_come_first() {
        world.parked = List.of(new Parked("meta/act_1", 1, new Listing<>(List.of(new ParkedEntity("a", 1)), 1)));
        world.latest = List.of(allocation(Allocation.State.HELD, "x"));
        world.watermarks = List.of();

        assertThat(world.codes()).containsExactly("allocation.held", "entities.unmapped", "feed.missing");
    }

    private void expire(Duration in) {
        notice(SourceNotice.Kind.CREDENTIALS_EXPIRE, "token", NOW.plus(in));
    }

    private void sunset(Duration in) {
        notice(SourceNotice.Kind.VERSION_SUNSET, "v21", NOW.plus(in));
    }

    private void notice(SourceNotice.Kind kind, String subject, Instant at) {
        world.notices = List.of(new Notice("meta", new SourceNotice(kind, subject, at, "renew it")));
    }

    private static Spending spending(OfArm... arms) {
        return new Spending("shop", DAYS, EUR, List.of(arms));
    }

    private static HeldRule heldSince(Instant oldest) {
        return new HeldRule("row.rule", 3, oldest, NOW, List.of());
    }

    private static GateResult gate(GateResult.Gate gate, GateResult.State state, String text) {
        return new GateResult(Subject.account(META, null), gate, state, 0.5, 0.9, 0.5, null, text);
    }
}
