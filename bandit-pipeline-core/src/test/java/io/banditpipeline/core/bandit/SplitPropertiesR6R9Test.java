package io.banditpipeline.core.bandit;

import static io.banditpipeline.core.bandit.Arms.UNIT;
import static io.banditpipeline.core.bandit.Arms.arm;
import static io.banditpipeline.core.bandit.Arms.feasible;
import static io.banditpipeline.core.bandit.Arms.request;
import static io.banditpipeline.core.bandit.Arms.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Split;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SplitPropertiesR6R9Test {
    private final ThompsonAgent agent = ThompsonAgent.builder().draws(100).build();

    private record Case(List<Arm> arms, List<ArmState> states) {
        static Case of(List<Integer> figures) {
            List<Arm> arms = new ArrayList<>();
            List<ArmState> states = new ArrayList<>();
            for (int k = 0; k < figures.size(); k++) {
                int figure = figures.get(k);
                long floor = figure % 3 == 0 ? figure % 50 : 0;
                long cap = figure % 4 == 0 ? floor + figure % 300 : Long.MAX_VALUE / UNIT;
                arms.add(arm("arm" + k, "channel" + figure % 3, new BudgetLimits(floor * UNIT, cap * UNIT)));
                states.add(state("arm" + k, 0.5 + figure % 97, 1 + figure % 89, figure % 5 == 0 ? 0 : figure % 400));
            }
            return new Case(arms, states);
        }
    }

    @Property(tries = 300)
    void every_bound_is_kept_and_the_budget_is_never_exceeded_R9(
            @ForAll @Size(min = 1, max = 15) List<@IntRange(max = 10_000) Integer> figures,
            @ForAll @LongRange(max = 3_000_000_000L) long budget) {
        Case some = Case.of(figures);
        Split split = agent.allocate(request(some.arms, budget, some.states));
        if (split instanceof Split.Infeasible) {
            assertThat(some.arms.stream()
                            .mapToLong(a -> a.limits().floorMicros())
                            .sum())
                    .isGreaterThan(budget - budget % 10_000);
            return;
        }
        List<ArmAllocation> arms = feasible(split);
        long spent = arms.stream().mapToLong(ArmAllocation::budgetMicros).sum();
        assertThat(spent).isLessThanOrEqualTo(budget);
        assertThat(((Split.Feasible) split).unspentMicros()).isEqualTo(budget - spent);
        for (int k = 0; k < arms.size(); k++) {
            BudgetLimits limits = some.arms.get(k).limits();
            assertThat(arms.get(k).budgetMicros()).isBetween(limits.floorMicros(), limits.capMicros());
            assertThat(arms.get(k).lowMicros()).isLessThanOrEqualTo(arms.get(k).highMicros());
        }
    }

    @Property(tries = 100)
    void the_order_of_the_arms_does_not_matter_R6(
            @ForAll @Size(min = 2, max = 10) List<@IntRange(max = 10_000) Integer> figures) {
        Case some = Case.of(figures);
        List<Arm> arms = new ArrayList<>(some.arms);
        List<ArmState> states = new ArrayList<>(some.states);
        Collections.reverse(arms);
        Collections.reverse(states);
        List<ArmAllocation> reversed = new ArrayList<>(feasible(agent.allocate(request(arms, 2_000 * UNIT, states))));
        Collections.reverse(reversed);
        assertThat(reversed).isEqualTo(feasible(agent.allocate(request(some.arms, 2_000 * UNIT, some.states))));
    }

    @Property(tries = 100)
    void an_added_arm_that_can_take_nothing_changes_no_other_arm_R6(
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 10_000) Integer> figures) {
        Case some = Case.of(figures);
        List<Arm> arms = new ArrayList<>(some.arms);
        List<ArmState> states = new ArrayList<>(some.states);
        arms.add(0, arm("aaa", "channel-of-its-own", new BudgetLimits(0, 0)));
        states.add(0, state("aaa", 50, 50, 100));
        ThompsonAgent fixed =
                ThompsonAgent.builder().draws(100).seedBudgetMicros(20 * UNIT).build();
        if (some.states.stream().allMatch(s -> s.recentMicros() == 0)) {
            return;
        }
        List<ArmAllocation> before = feasible(fixed.allocate(request(some.arms, 2_000 * UNIT, some.states)));
        List<ArmAllocation> after = feasible(fixed.allocate(request(arms, 2_000 * UNIT, states)));
        assertThat(after.subList(1, after.size())).isEqualTo(before);
    }

    @Property(tries = 100)
    void an_arm_that_converts_better_never_gets_less(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(max = 10_000) Integer> figures,
            @ForAll @IntRange(min = 1, max = 50) int percent) {
        Case some = Case.of(figures);
        List<ArmState> better = new ArrayList<>(some.states);
        ArmState first = better.get(0);
        better.set(
                0,
                new ArmState(
                        first.armId(),
                        first.alpha(),
                        first.beta() / (1 + percent / 100.0),
                        1,
                        1,
                        50,
                        first.recentMicros(),
                        first.lastDay()));
        long before = feasible(agent.allocate(request(some.arms, 2_000 * UNIT, some.states)))
                .get(0)
                .budgetMicros();
        long after = feasible(agent.allocate(request(some.arms, 2_000 * UNIT, better)))
                .get(0)
                .budgetMicros();
        assertThat(after).isGreaterThanOrEqualTo(before - 10_000);
    }

    @Property(tries = 30)
    void equal_arms_get_equal_shares(@ForAll @IntRange(min = 2, max = 6) int size) {
        ThompsonAgent exact = ThompsonAgent.builder().draws(20_000).build();
        List<Arm> arms = new ArrayList<>();
        List<ArmState> states = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            arms.add(arm("arm" + k));
            states.add(state("arm" + k, 20, 100, 0));
        }
        double share = 1.0 / size;
        double error = Math.sqrt(share * (1 - share) / 20_000);
        assertThat(feasible(exact.allocate(request(arms, 1_000 * UNIT, states))))
                .allSatisfy(a -> assertThat(a.budgetMicros() / (1_000.0 * UNIT)).isCloseTo(share, within(4.5 * error)));
    }

    @Property(tries = 50)
    void another_unit_of_money_changes_nothing_but_the_unit(
            @ForAll @Size(min = 2, max = 8) List<@IntRange(min = 1, max = 399) Integer> recent) {
        int factor = 64;
        List<Arm> arms = new ArrayList<>();
        List<ArmState> small = new ArrayList<>();
        List<ArmState> large = new ArrayList<>();
        for (int k = 0; k < recent.size(); k++) {
            arms.add(arm("arm" + k));
            small.add(new ArmState("arm" + k, 5 + k, 100, 1, 1, 50, recent.get(k) * UNIT, null));
            large.add(new ArmState(
                    "arm" + k, 5 + k, 100 * factor, 1, 1, 50 * factor, recent.get(k) * factor * UNIT, null));
        }
        long budget = recent.stream().mapToLong(Integer::longValue).sum() * UNIT;
        List<ArmAllocation> one = feasible(agent.allocate(request(arms, budget, small)));
        List<ArmAllocation> other = feasible(agent.allocate(request(arms, budget * factor, large)));
        for (int k = 0; k < recent.size(); k++) {
            assertThat(other.get(k).budgetMicros() / (double) factor)
                    .isCloseTo(one.get(k).budgetMicros(), within(20_000.0));
        }
    }
}
