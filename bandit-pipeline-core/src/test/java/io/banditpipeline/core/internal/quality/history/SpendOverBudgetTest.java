package io.banditpipeline.core.internal.quality.history;

import static io.banditpipeline.core.internal.quality.history.Histories.LAST;
import static io.banditpipeline.core.internal.quality.history.Histories.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.money.Micros;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.quality.CampaignHistory;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpendOverBudgetTest {
    private static final Campaign CAMPAIGN = Campaign.of("c", Histories.ACCOUNT.zone(), Histories.ACCOUNT.currency());
    private final SpendOverBudget rule = new SpendOverBudget();

    private static ArmHistory spending(String id, double cost, long capMicros) {
        ArmHistory arm = Histories.first(id, age -> metrics(1_000, 10, 1, age == 0 ? cost : 90));
        return new ArmHistory(
                arm.arm().withLimits(new BudgetLimits(0, capMicros)), arm.firstDay(), arm.days(), arm.before());
    }

    private List<String> found(Campaign campaign, ArmHistory... arms) {
        CampaignHistory history = new CampaignHistory(
                campaign, Histories.startOf(LAST.plusDays(1)), List.of(Histories.account(arms)), List.of());
        return Found.by(rule, history).stream().map(Found.One::toString).toList();
    }

    @Test
    void spend_up_to_the_cap_and_a_fifth_more_passes() {
        assertThat(found(CAMPAIGN, spending("a", 120, Micros.ofUnits(100)))).isEmpty();
        assertThat(found(CAMPAIGN, spending("a", 120.01, Micros.ofUnits(100))))
                .containsExactly("WARN arm a on " + LAST + " cost");
    }

    @Test
    void more_than_twice_the_cap_is_an_error() {
        assertThat(found(CAMPAIGN, spending("a", 200, Micros.ofUnits(100))))
                .singleElement()
                .asString()
                .startsWith("WARN");
        assertThat(found(CAMPAIGN, spending("a", 200.01, Micros.ofUnits(100))))
                .containsExactly("ERROR arm a on " + LAST + " cost");
        assertThat(found(CAMPAIGN, spending("a", 5, 0))).containsExactly("ERROR arm a on " + LAST + " cost");
    }

    @Test
    void an_arm_without_a_cap_may_spend_anything() {
        assertThat(found(CAMPAIGN, spending("a", 1e9, Long.MAX_VALUE))).isEmpty();
    }

    @Test
    void arms_together_keep_the_daily_budget_of_the_campaign() {
        Campaign limited = CAMPAIGN.withDailyBudget(Micros.ofUnits(100));
        assertThat(found(limited, spending("a", 110, Long.MAX_VALUE), spending("b", 100, Long.MAX_VALUE)))
                .containsExactly("ERROR campaign c on " + LAST + " cost");
        assertThat(found(limited, spending("a", 60, Long.MAX_VALUE), spending("b", 60, Long.MAX_VALUE)))
                .isEmpty();
    }

    @Test
    void amounts_of_another_currency_are_not_compared() {
        Campaign yen = Campaign.of("c", Histories.ACCOUNT.zone(), Currency.getInstance("JPY"));
        assertThat(found(yen, spending("a", 1e6, Micros.ofUnits(100)))).isEmpty();
    }

    @Test
    void older_days_are_judged_if_told_so() {
        CampaignHistory history = new CampaignHistory(
                CAMPAIGN,
                Histories.startOf(LAST.plusDays(1)),
                List.of(Histories.account(spending("a", 10, Micros.ofUnits(20)))),
                List.of());
        SpendOverBudget longer = (SpendOverBudget) rule.withParameters(Map.of("checkedDays", 3.0));
        assertThat(Found.by(rule, history)).isEmpty();
        assertThat(Found.by(longer, history)).hasSize(2);
    }
}
