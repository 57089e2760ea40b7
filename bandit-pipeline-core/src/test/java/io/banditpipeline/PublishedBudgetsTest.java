package io.banditpipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.BudgetChange;
import io.banditpipeline.bandit.BudgetChange.State;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.store.BudgetChangeStore;
import io.banditpipeline.testkit.store.InMemoryStorage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PublishedBudgetsTest {
    private static final Instant DECIDED = Instant.parse("2026-11-23T07:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final Currency USD = Currency.getInstance("USD");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZoneOffset.UTC, USD);
    private static final EntityRef FIRST = new EntityRef(Level.CAMPAIGN, "1");
    private static final EntityRef SECOND = new EntityRef(Level.CAMPAIGN, "2");
    private static final EntityRef THIRD = new EntityRef(Level.CAMPAIGN, "3");
    private static final List<Arm> ARMS = List.of(
            new Arm("a", "shop", ACCOUNT, "social", "", "", List.of(FIRST, SECOND), BudgetLimits.none()),
            Arm.of("b", "shop", ACCOUNT, "social", THIRD),
            Arm.of("c", "other", ACCOUNT, "social", new EntityRef(Level.CAMPAIGN, "4")));
    private static final Allocation ALLOCATION = new Allocation(
            "now",
            "shop",
            DAY,
            USD,
            0,
            0,
            List.of(),
            Allocation.State.DECIDED,
            "",
            new DecisionRecord(DECIDED, "config", "agent", null, 1, "inputs"));

    private final BudgetChangeStore history = new InMemoryStorage().budgetChanges();

    private void add(String allocation, EntityRef entity, int secondsAfter, State state) {
        Instant at = DECIDED.plusSeconds(secondsAfter);
        history.add(new BudgetChange(
                allocation, "a", ACCOUNT.key(), entity, DAY, at, USD, OptionalLong.empty(), 1, state, "why"));
    }

    @Test
    void the_last_word_on_each_budget_of_the_allocation_counts() {
        add("before", THIRD, 0, State.FAILED);
        add("now", FIRST, 1, State.SENT);
        add("now", FIRST, 2, State.VERIFIED);
        add("now", SECOND, 3, State.REFUSED);
        add("other", new EntityRef(Level.CAMPAIGN, "4"), 4, State.FAILED);

        assertThat(PublishedBudgets.text(history, ALLOCATION, ARMS))
                .contains("budgets on platforms: 1 set, 1 refused; the list of budget changes tells why");
    }

    @Test
    void a_dry_run_in_which_all_is_well_needs_nobody() {
        add("now", FIRST, 1, State.DRY_RUN);
        add("now", SECOND, 1, State.DRY_RUN);
        add("now", THIRD, 1, State.SKIPPED);

        assertThat(PublishedBudgets.text(history, ALLOCATION, ARMS))
                .contains("budgets on platforms: 2 would be set (dry run), 1 left alone");
    }

    @Test
    void a_sink_that_keeps_nothing_is_not_spoken_of() {
        add("before", FIRST, 1, State.VERIFIED);

        assertThat(PublishedBudgets.text(history, ALLOCATION, ARMS)).isEmpty();
    }
}
