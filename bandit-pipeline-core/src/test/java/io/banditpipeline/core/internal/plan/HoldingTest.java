package io.banditpipeline.core.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Campaign;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HoldingTest {
    private static final Campaign CAMPAIGN = Campaign.of("c", ZoneOffset.UTC, Currency.getInstance("USD"));
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);
    private static final DecisionRecord RECORD =
            new DecisionRecord(Instant.EPOCH, "config", "agent", null, 1, "inputs");

    @Test
    void the_last_good_budgets_are_held_with_the_reason_R10() {
        Allocation held = hold(Optional.of(good(30, 70)), List.of(), OptionalLong.of(1_000));
        assertThat(held.state()).isEqualTo(Allocation.State.HELD);
        assertThat(held.arms()).extracting(ArmAllocation::budgetMicros).containsExactly(30L, 70L);
        assertThat(held.arms()).extracting(ArmAllocation::binding).containsOnly(Binding.HELD);
        assertThat(held.reason()).isEqualTo("the budgets of 2026-11-20 are held, because it rains");
    }

    @Test
    void held_budgets_are_cut_in_proportion_to_a_smaller_budget_and_never_exceed_it_R9() {
        Allocation held = hold(Optional.of(good(300_000, 710_000)), List.of(), OptionalLong.of(500_000));
        assertThat(held.arms()).extracting(ArmAllocation::budgetMicros).containsExactly(140_000L, 350_000L);
        assertThat(held.unspentMicros()).isEqualTo(10_000);
    }

    @Test
    void without_an_allocation_the_recent_spend_is_held_R10() {
        ArmState state = new ArmState("a", 1, 1, 9, 9, 0, 42, null);
        Allocation held = hold(Optional.empty(), List.of(state), OptionalLong.empty());
        assertThat(held.arms()).extracting(ArmAllocation::budgetMicros).containsExactly(42L);
        assertThat(held.reason()).startsWith("the recent spend of each arm is held");
    }

    @Test
    void where_nothing_is_known_no_budget_is_set_R10() {
        Allocation held = hold(Optional.empty(), List.of(), OptionalLong.empty());
        assertThat(held.arms()).isEmpty();
        assertThat(held.budgetMicros()).isZero();
        assertThat(held.reason()).startsWith("no budgets are set");
    }

    private static Allocation hold(Optional<Allocation> good, List<ArmState> states, OptionalLong budget) {
        return Holding.of(CAMPAIGN, DAY, "it rains", good, states, budget, RECORD);
    }

    private static Allocation good(long a, long b) {
        return new Allocation(
                "id",
                "c",
                LocalDate.of(2026, 11, 20),
                CAMPAIGN.currency(),
                a + b,
                0,
                List.of(arm("a", a), arm("b", b)),
                Allocation.State.DECIDED,
                "",
                RECORD);
    }

    private static ArmAllocation arm(String id, long micros) {
        return new ArmAllocation(id, micros, 0, 0, 0, 0, 0, 0, Binding.NONE, "");
    }
}
