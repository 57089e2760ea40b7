package io.banditpipeline.core.bandit;

import static io.banditpipeline.core.bandit.Arms.DAY;
import static io.banditpipeline.core.bandit.Arms.context;
import static io.banditpipeline.core.bandit.Arms.fact;
import static io.banditpipeline.core.bandit.Arms.facts;
import static io.banditpipeline.core.bandit.Arms.threeArms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateOfArmsR5Test {
    private final ThompsonAgent agent = ThompsonAgent.ofDefaults();

    private List<ArmState> states(List<DailyFact> facts) {
        return agent.refresh(context("arm0", "arm1", "arm2"), facts(facts));
    }

    @Test
    void restating_up_and_down_again_gives_the_same_bits_R5() {
        List<DailyFact> original = threeArms();
        List<DailyFact> restated = new ArrayList<>(original);
        restated.set(30, fact("arm0", 30, 300, 40, 4_000));
        List<ArmState> before = states(original);
        assertThat(states(restated)).isNotEqualTo(before);
        restated.set(30, original.get(30));
        assertThat(states(restated)).isEqualTo(before);
    }

    @Test
    void a_day_in_two_rows_counts_as_in_one_R5() {
        List<DailyFact> split = new ArrayList<>();
        for (DailyFact fact : threeArms()) {
            Metrics m = fact.metrics();
            Metrics part = new Metrics(m.impressions() / 3, 3, m.conversionMicros() / 7, m.costMicros() / 3, 1);
            Metrics rest = new Metrics(
                    m.impressions() - part.impressions(),
                    m.clicks() - part.clicks(),
                    m.conversionMicros() - part.conversionMicros(),
                    m.costMicros() - part.costMicros(),
                    m.revenueMicros() - part.revenueMicros());
            split.add(new DailyFact(fact.armId(), fact.day(), part, Instant.EPOCH));
            split.add(new DailyFact(fact.armId(), fact.day(), rest, Instant.EPOCH));
        }
        assertThat(states(split)).isEqualTo(states(threeArms()));
    }

    @Test
    void the_planned_day_and_later_ones_do_not_count() {
        List<DailyFact> later = new ArrayList<>(threeArms());
        later.add(fact("arm2", 0, 1_000, 500, 9_999));
        later.add(fact("arm2", -3, 1_000, 500, 9_999));
        assertThat(states(later)).isEqualTo(states(threeArms()));
    }

    @Test
    void recent_spend_is_the_mean_of_seven_calendar_days_with_missing_days_as_zero() {
        List<DailyFact> sparse =
                List.of(fact("arm0", 8, 999, 1, 1), fact("arm0", 7, 70, 1, 1), fact("arm0", 2, 7, 1, 1));
        assertThat(states(sparse).get(0).recentMicros()).isEqualTo(11 * Arms.UNIT);
        assertThat(states(sparse).get(0).lastDay()).isEqualTo(DAY.minusDays(2));
        assertThat(states(sparse).get(0).spendingMicros()).isEqualTo(1_076 * Arms.UNIT);
    }

    @Test
    void a_fact_counts_half_after_the_half_life() {
        ThompsonAgent forgetful = ThompsonAgent.builder().halfLifeDays(10).build();
        EvidenceWeights weights = new EvidenceWeights(DAY.minusDays(1), 10, LagMaturity.IMMEDIATE);
        ArmEvidence evidence = new ArmEvidence(weights);
        evidence.add(DAY.minusDays(11), fact("a", 11, 80, 6, 0).metrics());
        evidence.endDay();
        assertThat(evidence.exposure).isEqualTo(40);
        assertThat(evidence.conversions).isEqualTo(3);
        assertThat(forgetful.id()).contains("halfLifeDays=10.0");
    }

    @Test
    void without_forgetting_the_state_is_the_plain_gamma_of_the_sums() {
        ThompsonAgent keeper =
                ThompsonAgent.builder().halfLifeDays(Double.POSITIVE_INFINITY).build();
        List<DailyFact> one = List.of(fact("arm0", 20, 50, 3, 30), fact("arm0", 10, 150, 5, 50));
        ArmState state = keeper.refresh(context("arm0"), facts(one)).get(0);
        // One arm: a prior of half a conversion at the pooled rate of 8 conversions on 200.
        assertThat(state.alpha()).isCloseTo(8.5, within(1e-12));
        assertThat(state.beta()).isCloseTo(212.5, within(1e-9));
        assertThat(state.valuePerConversion()).isCloseTo(10, within(1e-12));
    }

    @Test
    void an_arm_without_facts_has_the_prior_of_its_campaign() {
        List<ArmState> states = agent.refresh(context("arm0", "arm1", "arm2", "arm9"), facts(threeArms()));
        ArmState fresh = states.get(3);
        double least = states.subList(0, 3).stream()
                .mapToDouble(s -> s.alpha() / s.beta())
                .min()
                .orElseThrow();
        double most = states.subList(0, 3).stream()
                .mapToDouble(s -> s.alpha() / s.beta())
                .max()
                .orElseThrow();
        assertThat(fresh.alpha() / fresh.beta()).isBetween(least, most);
        assertThat(fresh.beta()).isLessThan(states.get(0).beta());
        assertThat(fresh.lastDay()).isNull();
        assertThat(fresh.valuePerConversion()).isPositive();
    }

    @Test
    void an_unreported_conversion_is_not_zero_conversions() {
        List<DailyFact> silent = new ArrayList<>(threeArms());
        silent.removeIf(fact -> fact.armId().equals("arm0"));
        List<DailyFact> all = new ArrayList<>();
        for (int day = 30; day >= 1; day--) {
            Metrics unknown = new Metrics(1, 1, Metrics.ABSENT, 100 * Arms.UNIT, Metrics.ABSENT);
            all.add(new DailyFact("arm0", DAY.minusDays(day), unknown, Instant.EPOCH));
        }
        all.addAll(silent);
        ArmState state = states(all).get(0);
        assertThat(state.valuePerConversion()).isZero();
        assertThat(state.alpha() / state.beta()).isGreaterThan(0.01);
        assertThat(state.recentMicros()).isEqualTo(100 * Arms.UNIT);
    }

    @Test
    void immature_days_expose_less_and_conversions_stay_as_they_are() {
        ThompsonAgent aware = ThompsonAgent.builder().maturity(age -> 0.5).build();
        ArmState plain = states(threeArms()).get(0);
        ArmState half = aware.refresh(context("arm0", "arm1", "arm2"), facts(threeArms()))
                .get(0);
        assertThat(half.alpha() / half.beta()).isCloseTo(2 * plain.alpha() / plain.beta(), within(1e-9));
    }

    @Test
    void counts_that_scatter_more_than_poisson_count_for_less() {
        List<DailyFact> wild = new ArrayList<>();
        for (int day = 60; day >= 1; day--) {
            wild.add(fact("arm0", day, 100, day % 10 == 0 ? 50 : 0, 0));
        }
        ArmState state = agent.refresh(context("arm0"), facts(wild)).get(0);
        assertThat(state.alpha()).isLessThan(10);
    }
}
