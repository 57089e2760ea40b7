package io.banditpipeline.connectors.budget;

import static io.banditpipeline.bandit.BudgetChange.State.DRY_RUN;
import static io.banditpipeline.bandit.BudgetChange.State.REFUSED;
import static io.banditpipeline.bandit.BudgetChange.State.SENT;
import static io.banditpipeline.bandit.BudgetChange.State.VERIFIED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.bandit.BudgetSink;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.tradedesk.TradeDesk;
import io.banditpipeline.security.Secret;
import io.banditpipeline.testkit.platform.TradeDeskSimulator;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Budgets of a simulated The Trade Desk, in its strict mode; flights hold 100 a day and 3000 in all. */
class TradeDeskBudgetsTest extends BudgetFixture {
    private static final String DAILY = "DailyTargetInAdvertiserCurrency";
    private static final String WHOLE = "BudgetInAdvertiserCurrency";

    private final EntityRef kokai = campaign("c1");
    private final EntityRef solimar = campaign("c2");
    private final EntityRef paced = campaign("c3");
    private final EntityRef odd = campaign("c4");
    private final EntityRef inKokai = add(Level.AD_GROUP, "c1g1", kokai, Entity.Status.ACTIVE);
    private final EntityRef inSolimar = add(Level.AD_GROUP, "c2g1", solimar, Entity.Status.ACTIVE);
    private final TradeDeskSimulator desk = TradeDeskSimulator.builder(this, clock)
            .token("ttd-pl4nted-token-9Zx")
            .budgeting("c2", "Solimar", "Off")
            .budgeting("c3", "Kokai", "PaceToEndOfFlight")
            .budgeting("c4", "Next", "Off")
            .start();
    private final TradeDesk source = TradeDesk.builder()
            .baseUri(desk.apiUri())
            .token(Secret.of("ttd-pl4nted-token-9Zx"))
            .template("unused")
            .zone(ZoneId.of("UTC"))
            .clock(clock)
            .waiter(clock)
            .build();

    @Override
    Account account() {
        return new Account("trade_desk", "abc1234", ZoneId.of("UTC"), USD);
    }

    @AfterEach
    void end() {
        source.close();
        desk.close();
        assertThat(desk.server().errors()).isEmpty();
        assertThat(desk.server().calls()).noneMatch(call -> call.status() == 400);
        assertThat(calls.toString() + history.latest(100)).doesNotContain("ttd-pl4nted-token-9Zx");
    }

    private BudgetSink live() {
        return started(source.budgets().arms(arms).live().build());
    }

    @Test
    void a_dry_run_writes_nothing() {
        started(source.budgets().arms(arms).build()).publish(allocation("x", Map.of("c1", 120_000_000L)));
        assertThat(states(kokai)).containsExactly(DRY_RUN);
        assertThat(desk.budgetWrites()).isEmpty();
    }

    @Test
    void the_daily_target_of_a_campaigns_flight_is_set_and_its_budget_stays() {
        live().publish(allocation("x", Map.of("c1", 120_129_999L, "c2", 80_000_000L)));

        assertThat(desk.budgetMicros("c1", DAILY)).contains(120_120_000L);
        assertThat(desk.budgetMicros("c1", WHOLE)).contains(3_000_000_000L);
        assertThat(desk.budgetMicros("c2", DAILY)).contains(80_000_000L);
        assertThat(desk.budgetWrites()).allMatch(write -> write.property().equals(DAILY));
        assertThat(states(kokai)).containsExactly(SENT, VERIFIED);
    }

    @Test
    void the_daily_target_of_an_ad_group_is_set_where_its_amount_is_a_maximum() {
        live().publish(allocation("x", Map.of("c2g1", 120_500_000L)));

        assertThat(desk.budgetMicros("c2g1", DAILY)).contains(120_500_000L);
        assertThat(desk.budgetMicros("c2g1", WHOLE)).contains(3_000_000_000L);
        assertThat(states(inSolimar)).containsExactly(SENT, VERIFIED);
    }

    @Test
    void an_ad_group_whose_amount_is_a_minimum_is_refused() {
        assertThatThrownBy(() -> live().publish(allocation("x", Map.of("c1g1", 120_000_000L))))
                .hasMessageContaining("spends at least");
        assertThat(states(inKokai)).containsExactly(REFUSED);
        assertThat(desk.budgetWrites()).isEmpty();
    }

    @Test
    void what_does_not_spend_by_the_day_or_is_not_understood_is_refused() {
        EntityRef gone = add(Level.CAMPAIGN, "c5", null, Entity.Status.REMOVED);
        assertThatThrownBy(
                        () -> live().publish(allocation("x", Map.of("c3", 120_000_000L, "c4", 120_000_000L, "c5", 1L))))
                .hasMessageContaining("PaceToEndOfFlight")
                .hasMessageContaining("BudgetingVersion is \"Next\"");
        assertThat(states(paced)).containsExactly(REFUSED);
        assertThat(states(odd)).containsExactly(REFUSED);
        assertThat(states(gone)).containsExactly(REFUSED);
        assertThat(desk.budgetWrites()).isEmpty();
    }

    @Test
    void a_daily_target_above_the_whole_flights_budget_is_refused() {
        BudgetSink sink = started(source.budgets()
                .arms(arms)
                .maxChangeFactor(new java.math.BigDecimal(100))
                .live()
                .build());
        assertThatThrownBy(() -> sink.publish(allocation("x", Map.of("c1", 3_000_010_000L))))
                .hasMessageContaining("at most 3000 USD");
        assertThat(desk.budgetWrites()).isEmpty();
    }
}
