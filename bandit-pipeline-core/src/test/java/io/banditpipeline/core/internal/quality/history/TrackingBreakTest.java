package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.LAST;
import static io.banditpipeline.core.internal.quality.history.Histories.account;
import static io.banditpipeline.core.internal.quality.history.Histories.arm;
import static io.banditpipeline.core.internal.quality.history.Histories.day;
import static io.banditpipeline.core.internal.quality.history.Histories.first;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.quality.AccountHistory;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.CampaignHistory;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrackingBreakTest {
    private static final Settling SETTLING = new Settling(2);
    private final TrackingBreak rule = new TrackingBreak();

    /** An arm whose tracking is dead on some days, by their age today. */
    private static ArmHistory dead(String id, double conversions, IntPredicate deadAges) {
        return arm(
                id,
                age -> known(conversions, age, deadAges.test(age)),
                age -> age == 0 ? Metrics.NONE : known(conversions, age - 1, deadAges.test(age)));
    }

    private static Metrics known(double conversions, int age, boolean dead) {
        return metrics(50_000, 1_000, dead ? 0 : Math.round(conversions * SETTLING.share(age)), 400);
    }

    private List<String> found(ArmHistory... arms) {
        return Found.by(rule, account(arms)).stream().map(Found.One::toString).toList();
    }

    @Test
    void conversions_that_come_in_as_on_other_days_pass() {
        assertThat(found(dead("a", 100, age -> false), dead("b", 100, age -> false)))
                .isEmpty();
    }

    @Test
    void an_arm_whose_conversions_break_off_is_flagged_on_the_first_day() {
        assertThat(found(dead("a", 100, age -> age == 0), dead("b", 100, age -> false)))
                .containsExactly("WARN arm a on " + LAST + " conversions");
    }

    @Test
    void an_account_whose_conversions_break_off_is_one_error() {
        assertThat(found(dead("a", 100, age -> age == 0), dead("b", 100, age -> age == 0)))
                .containsExactly("ERROR account meta/act_1 on " + LAST + " conversions");
    }

    @Test
    void small_arms_show_it_together() {
        ArmHistory[] arms = IntStream.range(0, 8)
                .mapToObj(i -> dead("a" + i, 15, age -> age == 0))
                .toArray(ArmHistory[]::new);
        assertThat(found(arms)).containsExactly("ERROR account meta/act_1 on " + LAST + " conversions");
        assertThat(found(dead("a", 15, age -> age == 0))).isEmpty();
    }

    @Test
    void an_account_that_stays_dead_stays_found_day_by_day() {
        assertThat(found(dead("a", 100, age -> age <= 2), dead("b", 100, age -> age <= 2)))
                .containsExactly(
                        "ERROR account meta/act_1 on " + day(2) + " conversions",
                        "ERROR account meta/act_1 on " + day(1) + " conversions",
                        "ERROR account meta/act_1 on " + day(0) + " conversions");
    }

    @Test
    void a_platform_that_reports_nothing_on_the_first_day_is_not_dead() {
        ArmHistory late = arm(
                "a",
                age -> metrics(50_000, 1_000, age < 1 ? 0 : 100, 400),
                age -> age == 0 ? Metrics.NONE : metrics(50_000, 1_000, age < 2 ? 0 : 100, 400));
        assertThat(found(late)).isEmpty();
    }

    @Test
    void fewer_clicks_bring_fewer_conversions() {
        ArmHistory paused = arm(
                "a",
                age -> age == 0 ? metrics(500, 10, 0, 4) : known(100, age, false),
                age -> age == 0 ? Metrics.NONE : known(100, age - 1, false));
        assertThat(found(paused)).isEmpty();
    }

    @Test
    void clicks_of_bots_are_not_expected_to_convert() {
        ArmHistory bots = arm(
                "a",
                age -> age == 0 ? metrics(50_000, 30_000, 20, 400) : known(100, age, false),
                age -> age == 0 ? Metrics.NONE : known(100, age - 1, false));
        assertThat(found(bots)).isEmpty();
    }

    @Test
    void conversions_that_are_left_out_of_the_row_are_none() {
        ArmHistory leftOut = arm(
                "a",
                age -> age == 0 ? known(100, 0, true).with(Metric.CONVERSIONS, Metrics.ABSENT) : known(100, age, false),
                age -> age == 0 ? Metrics.NONE : known(100, age - 1, false));
        assertThat(found(leftOut)).hasSize(1);
    }

    @Test
    void nothing_is_said_before_it_is_known_how_fresh_days_look() {
        assertThat(found(first("a", age -> known(100, age, age == 0)))).isEmpty();
        ArmHistory sameDayAgain = arm("a", age -> known(100, age, age == 0), age -> known(100, age, age == 0));
        assertThat(found(sameDayAgain)).isEmpty();
    }

    @Test
    void small_accounts_of_a_platform_show_it_together() {
        List<AccountHistory> accounts = IntStream.range(0, 6)
                .mapToObj(i -> small("act_" + i, age -> age == 0))
                .toList();
        assertThat(Found.by(new PlatformTrackingBreak(), campaign(accounts)))
                .singleElement()
                .hasToString("ERROR platform meta on " + LAST + " conversions");
        assertThat(Found.by(rule, accounts.get(0))).isEmpty();
        assertThat(Found.by(new PlatformTrackingBreak(), campaign(accounts.subList(0, 1))))
                .isEmpty();
    }

    private static AccountHistory small(String id, IntPredicate deadAges) {
        Account account = new Account("meta", id, Histories.ACCOUNT.zone(), Histories.ACCOUNT.currency());
        AccountHistory history = account(dead("a" + id, 30, deadAges));
        return new AccountHistory(
                account, history.now(), history.lastDay(), history.completeUntil(), 28, history.arms());
    }

    private static CampaignHistory campaign(List<AccountHistory> accounts) {
        Campaign campaign = Campaign.of("c", Histories.ACCOUNT.zone(), Histories.ACCOUNT.currency());
        return new CampaignHistory(campaign, accounts.get(0).now(), accounts, List.of());
    }
}
