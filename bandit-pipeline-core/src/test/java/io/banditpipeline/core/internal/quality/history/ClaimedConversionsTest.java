package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.account;
import static io.banditpipeline.core.internal.quality.history.Histories.arm;
import static io.banditpipeline.core.internal.quality.history.Histories.day;
import static io.banditpipeline.core.internal.quality.history.Histories.first;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.CampaignHistory;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClaimedConversionsTest {
    private static final Settling SETTLING = new Settling(3);
    private static final double ORDERS = 1_000;
    private final ClaimedConversions rule = new ClaimedConversions();

    /** Claims of a daily run, which come in by a settling curve. */
    private static ArmHistory settling(IntToDoubleFunction claimed) {
        return arm(
                "a",
                age -> claims(claimed.applyAsDouble(age) * SETTLING.share(age)),
                age -> age == 0 ? Metrics.NONE : claims(claimed.applyAsDouble(age) * SETTLING.share(age - 1)));
    }

    private static Metrics claims(double conversions) {
        return metrics(100_000, 5_000, conversions, 2_000);
    }

    private static double noisy(int age) {
        return 600 * (1 + 0.05 * Math.sin(1.7 * age));
    }

    private List<String> found(ArmHistory arm, IntToDoubleFunction orders) {
        Campaign campaign = Campaign.of("c", Histories.ACCOUNT.zone(), Histories.ACCOUNT.currency());
        List<Outcome> outcomes = IntStream.range(0, Histories.DAYS)
                .map(i -> Histories.DAYS - 1 - i)
                .filter(age -> orders.applyAsDouble(age) >= 0)
                .mapToObj(age -> new Outcome("c", day(age), Math.round(orders.applyAsDouble(age) * 1e6), 0))
                .toList();
        CampaignHistory history =
                new CampaignHistory(campaign, Histories.startOf(day(-1)), List.of(account(arm)), outcomes);
        return Found.by(rule, history).stream().map(Found.One::toString).toList();
    }

    @Test
    void claims_in_a_steady_proportion_pass_although_the_newest_are_still_coming_in() {
        assertThat(found(settling(ClaimedConversionsTest::noisy), age -> ORDERS))
                .isEmpty();
    }

    @Test
    void a_day_on_which_claims_break_off_is_flagged_as_soon_as_it_is_old_enough() {
        assertThat(found(settling(age -> age == 3 ? 300 : noisy(age)), age -> ORDERS))
                .containsExactly("WARN campaign c on " + day(3) + " conversions");
        assertThat(found(settling(age -> age == 2 ? 300 : noisy(age)), age -> ORDERS))
                .isEmpty();
    }

    @Test
    void a_change_that_does_not_matter_passes() {
        assertThat(found(settling(age -> age == 5 ? 600 * 1.25 : noisy(age)), age -> ORDERS))
                .isEmpty();
        assertThat(found(settling(age -> age == 5 ? 600 * 1.55 : noisy(age)), age -> ORDERS))
                .hasSize(1);
    }

    @Test
    void a_broken_proportion_is_one_finding_of_its_first_day() {
        assertThat(found(settling(age -> age <= 8 ? 1.8 * noisy(age) : noisy(age)), age -> 2 * ORDERS))
                .containsExactly("WARN campaign c on " + day(8) + " conversions");
    }

    @Test
    void orders_that_break_off_are_flagged_as_well() {
        assertThat(found(settling(ClaimedConversionsTest::noisy), age -> age == 4 ? 200 : ORDERS))
                .containsExactly("WARN campaign c on " + day(4) + " conversions");
    }

    @Test
    void a_weekday_of_its_own_level_is_no_break() {
        IntToDoubleFunction orders =
                age -> day(age).getDayOfWeek() == java.time.DayOfWeek.SATURDAY ? ORDERS / 2 : ORDERS;
        assertThat(found(settling(ClaimedConversionsTest::noisy), orders)).isEmpty();
    }

    @Test
    void without_a_settling_curve_only_old_days_are_judged() {
        ArmHistory firstSeen = first("a", age -> claims(age == 13 ? 100 : noisy(age) * SETTLING.share(age)));
        assertThat(found(firstSeen, age -> ORDERS)).isEmpty();
        ArmHistory older = first("a", age -> claims(age == 14 ? 100 : noisy(age) * SETTLING.share(age)));
        assertThat(found(older, age -> ORDERS)).hasSize(1);
    }

    @Test
    void days_without_outcomes_are_not_days_without_orders() {
        assertThat(found(settling(ClaimedConversionsTest::noisy), age -> age < 10 ? -1 : ORDERS))
                .isEmpty();
        assertThat(found(settling(ClaimedConversionsTest::noisy), age -> -1)).isEmpty();
    }

    @Test
    void claims_beyond_all_orders_are_noted_as_double_counting() {
        assertThat(found(settling(ClaimedConversionsTest::noisy), age -> 500))
                .containsExactly("INFO campaign c conversions");
        assertThat(found(settling(ClaimedConversionsTest::noisy), age -> 605)).isEmpty();
    }

    @Test
    void few_orders_prove_nothing() {
        assertThat(found(settling(age -> age == 5 ? 4 : 9), age -> 12)).isEmpty();
    }
}
