package io.banditpipeline.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.money.Micros;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetOfDayTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final ZoneId UTC = ZoneOffset.UTC;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    private static final LocalDate PLANNED = FIRST.plusDays(40);

    @Test
    void a_daily_budget_is_taken_as_it_is() {
        assertThat(micros(campaign(OptionalLong.empty(), OptionalLong.of(70_000), null)))
                .isEqualTo(70_000);
    }

    @Test
    void fractions_of_a_cent_are_not_spent_R9() {
        assertThat(micros(campaign(OptionalLong.empty(), OptionalLong.of(1_239_999), null)))
                .isEqualTo(1_230_000);
    }

    @Test
    void without_a_budget_the_recent_level_is_kept() {
        BudgetOfDay budget =
                BudgetOfDay.of(campaign(OptionalLong.empty(), OptionalLong.empty(), null), PLANNED, history(), 0);
        assertThat(budget.micros()).isEqualTo(Micros.ofUnits(10));
        assertThat(budget.reason()).contains("7 days").contains("names no budget");
    }

    @Test
    void what_is_left_of_a_total_budget_is_spread_over_the_days_left() {
        Campaign campaign = campaign(OptionalLong.of(Micros.ofUnits(500)), OptionalLong.empty(), PLANNED.plusDays(9));
        assertThat(micros(campaign)).isEqualTo(Micros.ofUnits((500 - 400) / 10));
    }

    @Test
    void the_total_budget_bounds_the_daily_one() {
        Campaign campaign = campaign(
                OptionalLong.of(Micros.ofUnits(420)), OptionalLong.of(Micros.ofUnits(50)), PLANNED.plusDays(3));
        assertThat(micros(campaign)).isEqualTo(Micros.ofUnits(5));
    }

    @Test
    void a_total_budget_that_is_spent_leaves_nothing_and_never_less_R9() {
        assertThat(micros(campaign(OptionalLong.of(Micros.ofUnits(1)), OptionalLong.of(Micros.ofUnits(50)), null)))
                .isZero();
    }

    @Test
    void what_the_days_until_the_planned_one_take_is_not_left_R9() {
        Campaign campaign = campaign(OptionalLong.of(Micros.ofUnits(500)), OptionalLong.empty(), PLANNED.plusDays(9));
        assertThat(BudgetOfDay.of(campaign, PLANNED, history(), Micros.ofUnits(20))
                        .micros())
                .isEqualTo(Micros.ofUnits((500 - 400 - 20) / 10));
    }

    @Test
    void the_recent_level_of_a_young_campaign_is_that_of_the_days_it_has() {
        assertThat(history(3).recentDailyMicros(28)).isEqualTo(Micros.ofUnits(10));
    }

    private static long micros(Campaign campaign) {
        return BudgetOfDay.of(campaign, PLANNED, history(), 0).micros();
    }

    private static Campaign campaign(
            OptionalLong total, OptionalLong daily, @org.jspecify.annotations.Nullable LocalDate last) {
        return new Campaign("c", "c", UTC, USD, total, daily, null, last, Campaign.Status.ACTIVE);
    }

    private static SpendHistory history() {
        return history(40);
    }

    /** Two arms that spend 4 and 6 a day. */
    private static SpendHistory history(int days) {
        Account account = new Account("meta", "1", UTC, USD);
        List<Arm> arms = List.of(
                Arm.of("a", "c", account, "social", new EntityRef(Level.AD, "1")),
                Arm.of("b", "c", account, "search", new EntityRef(Level.AD, "2")));
        return SpendHistory.read(
                arms,
                consumer -> {
                    IntStream.range(0, days).forEach(day -> consumer.accept(fact("a", day, 4)));
                    IntStream.range(0, days).forEach(day -> consumer.accept(fact("b", day, 6)));
                },
                new DateRange(FIRST, FIRST.plusDays(days - 1L)),
                FIRST);
    }

    private static DailyFact fact(String arm, int day, long units) {
        return new DailyFact(
                arm,
                FIRST.plusDays(day),
                Metrics.NONE.with(io.banditpipeline.metric.Metric.COST, Micros.ofUnits(units)),
                Instant.EPOCH);
    }
}
