package io.banditpipeline.core.bandit;

import static io.banditpipeline.core.bandit.Arms.UNIT;
import static io.banditpipeline.core.bandit.Arms.arm;
import static io.banditpipeline.core.bandit.Arms.context;
import static io.banditpipeline.core.bandit.Arms.feasible;
import static io.banditpipeline.core.bandit.Arms.posterior;
import static io.banditpipeline.core.bandit.Arms.request;
import static io.banditpipeline.core.bandit.Arms.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.Split;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.error.ConfigurationException;
import java.util.List;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;

class SplitOfBudgetR9Test {
    private final ThompsonAgent agent = ThompsonAgent.ofDefaults();

    @Test
    void without_bounds_the_shares_are_the_probabilities_of_being_best() {
        int draws = 40_000;
        ThompsonAgent exact = ThompsonAgent.builder().draws(draws).build();
        List<Arm> arms = List.of(arm("a"), arm("b"));
        List<ArmState> states = List.of(state("a", 44, 1100, 0), state("b", 55, 1100, 0));
        List<ArmAllocation> split = feasible(exact.allocate(request(arms, 1_000 * UNIT, states)));
        // Ga / (Ga + Gb) is Beta(44, 55); the rates are equal.
        double best = 1 - BetaDistribution.of(44, 55).cumulativeProbability(0.5);
        double error = Math.sqrt(best * (1 - best) / draws);
        assertThat(split.get(0).budgetMicros() / (1_000.0 * UNIT)).isCloseTo(best, within(4 * error));
    }

    @Test
    void the_budget_is_spent_to_the_last_cent_R9() {
        List<Arm> arms = List.of(arm("a"), arm("b"), arm("c"));
        List<ArmState> states = List.of(state("a", 40, 900, 100), state("b", 50, 900, 100), state("c", 45, 900, 100));
        Split.Feasible split = (Split.Feasible) agent.allocate(request(arms, 300_019_999, states));
        assertThat(split.arms().stream().mapToLong(ArmAllocation::budgetMicros).sum())
                .isEqualTo(300_010_000);
        assertThat(split.unspentMicros()).isEqualTo(9_999);
        assertThat(split.arms())
                .allSatisfy(one -> assertThat(one.budgetMicros() % 10_000).isZero());
    }

    @Test
    void no_arm_moves_further_than_its_step() {
        List<Arm> arms = List.of(arm("good"), arm("poor"));
        List<ArmState> states = List.of(state("good", 900, 900, 100), state("poor", 9, 900, 100));
        List<ArmAllocation> split = feasible(agent.allocate(request(arms, 200 * UNIT, states)));
        assertThat(split).extracting(ArmAllocation::budgetMicros).containsExactly(125 * UNIT, 75 * UNIT);
        assertThat(split.get(0).binding()).isEqualTo(Binding.STEP_UP);
        assertThat(split.get(1).binding()).isEqualTo(Binding.STEP_DOWN);
        assertThat(split.get(0).reason())
                .contains("Up 25.0 % from 100.00 to 125.00 EUR")
                .contains("one more EUR");
    }

    @Test
    void a_cap_and_a_floor_win_over_the_step() {
        List<Arm> arms = List.of(
                arm("a", "x", new BudgetLimits(0, 40 * UNIT)), arm("b", "x", new BudgetLimits(300 * UNIT, 400 * UNIT)));
        List<ArmState> states = List.of(state("a", 90, 900, 100), state("b", 9, 900, 100));
        List<ArmAllocation> split = feasible(agent.allocate(request(arms, 1_000 * UNIT, states)));
        assertThat(split).extracting(ArmAllocation::budgetMicros).containsExactly(40 * UNIT, 300 * UNIT);
        assertThat(split).extracting(ArmAllocation::binding).containsExactly(Binding.CAP, Binding.FLOOR);
    }

    @Test
    void a_cut_budget_lets_the_steps_down_give_way_but_not_the_floors() {
        List<Arm> arms = List.of(arm("a"), arm("b", "channel", new BudgetLimits(60 * UNIT, 500 * UNIT)));
        List<ArmState> states = List.of(state("a", 90, 900, 100), state("b", 90, 900, 100));
        Split.Feasible split = (Split.Feasible) agent.allocate(request(arms, 80 * UNIT, states));
        assertThat(split.arms().stream().mapToLong(ArmAllocation::budgetMicros).sum())
                .isEqualTo(80 * UNIT);
        assertThat(split.arms().get(1).budgetMicros()).isGreaterThanOrEqualTo(60 * UNIT);
        assertThat(split.arms().get(0).reason()).contains("cut budget");
    }

    @Test
    void floors_above_the_budget_are_infeasible_and_named() {
        List<Arm> arms = List.of(arm("a"), arm("b", "x", new BudgetLimits(60 * UNIT, 500 * UNIT)));
        Split split = agent.allocate(request(arms, 50 * UNIT, List.of(state("a", 1, 9, 5), state("b", 1, 9, 5))));
        assertThat(split).isInstanceOfSatisfying(Split.Infeasible.class, bad -> {
            assertThat(bad.armIds()).containsExactly("b");
            assertThat(bad.reason()).contains("60.00 EUR").contains("50.00");
        });
    }

    @Test
    void limits_that_no_cent_can_meet_are_infeasible() {
        List<Arm> arms = List.of(arm("a", "x", new BudgetLimits(1_001, 9_999)));
        Split split = agent.allocate(request(arms, 50 * UNIT, List.of(state("a", 1, 9, 5))));
        assertThat(split).isInstanceOfSatisfying(Split.Infeasible.class, bad -> assertThat(bad.armIds())
                .containsExactly("a"));
    }

    @Test
    void a_budget_above_all_steps_stays_unspent() {
        List<Arm> arms = List.of(arm("a"));
        Split.Feasible split =
                (Split.Feasible) agent.allocate(request(arms, 500 * UNIT, List.of(state("a", 5, 9, 100))));
        assertThat(split.arms().get(0).budgetMicros()).isEqualTo(125 * UNIT);
        assertThat(split.unspentMicros()).isEqualTo(375 * UNIT);
    }

    @Test
    void a_new_arm_gets_at_most_its_seed() {
        List<Arm> arms = List.of(arm("new"), arm("old"));
        List<ArmState> states = List.of(state("new", 900, 900, 0), state("old", 9, 900, 1_000));
        List<ArmAllocation> split = feasible(agent.allocate(request(arms, 1_000 * UNIT, states)));
        assertThat(split.get(0).budgetMicros()).isEqualTo(10 * UNIT);
        assertThat(split.get(0).reason()).startsWith("New money: 10.00 EUR");
    }

    @Test
    void a_saturated_channel_yields_to_one_that_is_not() {
        List<Arm> arms = List.of(arm("full", "channel", BudgetLimits.none()));
        AllocationRequest request = new AllocationRequest(
                context(arms), 1_000 * UNIT, List.of(state("full", 9, 900, 100)), posterior("channel", 3, 50), 1);
        ArmAllocation only = feasible(agent.allocate(request)).get(0);
        assertThat(only.budgetMicros()).isEqualTo(125 * UNIT);
        assertThat(only.marginalReturn()).isCloseTo(3 * Math.exp(-125.0 / 50), within(1e-12));
    }

    @Test
    void the_parts_of_a_channel_add_up_to_its_curve() {
        List<Arm> arms = List.of(arm("a"), arm("b"));
        List<ArmState> states = List.of(state("a", 1e8, 1e8, 300), state("b", 1e8, 1e8, 100));
        AllocationRequest request =
                new AllocationRequest(context(arms), 400 * UNIT, states, posterior("channel", 3, 200), 1);
        List<ArmAllocation> split = feasible(agent.allocate(request));
        assertThat(split.get(0).budgetMicros() / 1e6).isCloseTo(300, within(0.2));
        assertThat(split.get(0).marginalReturn()).isCloseTo(3 * Math.exp(-400.0 / 200), within(0.001));
    }

    @Test
    void an_arm_that_reports_no_conversions_counts_as_the_mean_of_its_channel() {
        List<Arm> arms = List.of(arm("a"), arm("silent"));
        ArmState silent = new ArmState("silent", 2, 30, 50 * UNIT, 9, 0, 100 * UNIT, null);
        AllocationRequest request = new AllocationRequest(
                context(arms), 200 * UNIT, List.of(state("a", 50, 900, 100), silent), posterior("channel", 3, 200), 1);
        List<ArmAllocation> split = feasible(agent.allocate(request));
        assertThat(split).extracting(ArmAllocation::budgetMicros).containsExactly(100 * UNIT, 100 * UNIT);
    }

    @Test
    void without_any_evidence_the_shares_are_kept() {
        List<Arm> arms = List.of(arm("a"), arm("b"));
        List<ArmState> states = List.of(
                new ArmState("a", 1, 1, 9, 9, 0, 300 * UNIT, null), new ArmState("b", 1, 1, 9, 9, 0, 100 * UNIT, null));
        List<ArmAllocation> split = feasible(agent.allocate(request(arms, 400 * UNIT, states)));
        assertThat(split).extracting(ArmAllocation::budgetMicros).containsExactly(300 * UNIT, 100 * UNIT);
        assertThat(split.get(0).reason()).contains("nothing is known of its returns");
    }

    @Test
    void an_arm_of_an_unknown_channel_is_worth_the_margin_of_the_known_ones() {
        List<Arm> arms = List.of(arm("known"), arm("other", "unknown", BudgetLimits.none()));
        List<ArmState> states = List.of(state("known", 9, 900, 100), state("other", 9, 900, 100));
        AllocationRequest request =
                new AllocationRequest(context(arms), 200 * UNIT, states, posterior("channel", 3, 200), 1);
        List<ArmAllocation> split = feasible(agent.allocate(request));
        assertThat(split.get(1).marginalReturn()).isCloseTo(3 * Math.exp(-0.5), within(1e-12));
    }

    @Test
    void states_out_of_order_are_refused() {
        List<Arm> arms = List.of(arm("a"), arm("b"));
        assertThatThrownBy(() -> agent.allocate(request(arms, UNIT, List.of(state("b", 1, 1, 1), state("a", 1, 1, 1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("arm a at 0 has the state of b");
    }

    @Test
    void all_bad_settings_are_reported_together() {
        assertThatThrownBy(() -> ThompsonAgent.builder()
                        .stepLimit(0)
                        .draws(5)
                        .halfLifeDays(-1)
                        .seedBudgetMicros(-1)
                        .build())
                .isInstanceOfSatisfying(ConfigurationException.class, e -> assertThat(e.problems())
                        .hasSize(4));
    }

    @Test
    void no_arms_leave_the_budget_unspent() {
        Split.Feasible split = (Split.Feasible) agent.allocate(request(List.of(), 5 * UNIT, List.of()));
        assertThat(split.unspentMicros()).isEqualTo(5 * UNIT);
    }
}
