package io.banditpipeline.campaign;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CampaignTest {
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZoneOffset.UTC, USD);

    @Test
    void entities_of_different_levels_are_refused_since_their_rows_overlap_R4() {
        List<EntityRef> mixed = List.of(new EntityRef(Level.CAMPAIGN, "1"), new EntityRef(Level.AD, "2"));
        assertThatThrownBy(() -> new Arm("a", "c", ACCOUNT, "social", "", "", mixed, BudgetLimits.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be of one level");
    }

    @Test
    void a_cap_below_the_floor_is_refused() {
        assertThatThrownBy(() -> new BudgetLimits(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capMicros must be at least floorMicros 2, but is 1");
    }

    @Test
    void a_budget_of_nothing_and_a_campaign_that_ends_before_it_begins_are_refused() {
        assertThatThrownBy(() -> Campaign.of("c", ZoneOffset.UTC, USD).withDailyBudget(0))
                .hasMessage("dailyBudgetMicros must be positive, but is 0");
        LocalDate first = LocalDate.of(2026, 5, 2);
        assertThatThrownBy(() -> new Campaign(
                        "c",
                        "c",
                        ZoneOffset.UTC,
                        USD,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        first,
                        first.minusDays(1),
                        Campaign.Status.ACTIVE))
                .hasMessage("lastDay 2026-05-01 is before firstDay 2026-05-02");
    }

    @Test
    void ids_are_neither_blank_nor_longer_than_a_database_can_index() {
        assertThatThrownBy(() -> new EntityRef(Level.AD, " ")).hasMessage("id must not be blank");
        assertThatThrownBy(() -> new Account("meta", "x".repeat(191), ZoneOffset.UTC, USD))
                .hasMessage("id must have at most 190 characters, but has 191");
    }
}
