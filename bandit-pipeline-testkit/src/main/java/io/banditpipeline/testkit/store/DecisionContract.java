package io.banditpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Binding;
import io.banditpipeline.bandit.DecisionRecord;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.mmm.ChannelDraws;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.mmm.ModelQuality;
import io.banditpipeline.mmm.ResponseFamily;
import io.banditpipeline.store.DecisionStore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The promises of {@link DecisionStore}. */
abstract class DecisionContract extends OutcomeContract {
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final ModelQuality QUALITY =
            new ModelQuality(300, 60, 0.9, -0.25, 1.0 / 3, 0.2, 0.91, 1.0009765625, 412.5);

    /** If this fails, check that every field of a run has its column, and that lists keep their order. */
    @Test
    void required_a_model_run_comes_back_as_it_was_saved() {
        saveCatalog();
        MmmRun run = run("run-1", T0, posterior(new double[] {0.1, 0.2}));
        decisions().save(run);
        MmmRun back = another().decisions().modelRun("run-1").orElseThrow();
        assertThat(back).usingRecursiveComparison().isEqualTo(run);
        assertThat(back.posterior().cautions()).containsExactly("zwei Kanäle laufen parallel", "a second");
        assertThat(decisions().modelRun("nobody")).isEmpty();
    }

    /** If this fails, check that draws are kept as 64 bits each: NaN, infinities, subnormals and -0.0 included (R6). */
    @Test
    void required_draws_come_back_bit_for_bit_R6() {
        saveCatalog();
        double[] odd = {
            Double.NaN,
            Double.longBitsToDouble(0x7ff8000000000123L),
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL / 3,
            Double.MAX_VALUE,
            Math.nextUp(1.0),
            0.1 + 0.2
        };
        SplittableRandom random = new SplittableRandom(7);
        double[] many = DoubleStream.concat(Arrays.stream(odd), random.doubles(4_000, -1e6, 1e6))
                .toArray();
        decisions().save(run("run-1", T0, posterior(many)));
        List<ChannelDraws> draws =
                decisions().modelRun("run-1").orElseThrow().posterior().draws();
        assertThat(draws).hasSize(2).allSatisfy(channel -> {
            assertThat(bits(channel.slope())).isEqualTo(bits(many));
            assertThat(bits(channel.scale())).isEqualTo(bits(many));
            assertThat(bits(channel.carryOver())).isEqualTo(bits(many));
        });
        assertThat(draws).extracting(ChannelDraws::channel).containsExactly("search", "social");
    }

    /** If this fails, check that a figure for people that is not a number comes back as one, and breaks nothing. */
    @Test
    void required_figures_that_are_not_numbers_are_kept() {
        saveCatalog();
        ModelQuality unknown =
                new ModelQuality(30, 0, 0.5, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        MmmPosterior base = posterior(new double[0]);
        decisions().save(run("run-1", T0, new MmmPosterior(base.draws(), base.estimates(), unknown, List.of())));
        assertThat(decisions().modelRun("run-1").orElseThrow().posterior().quality())
                .isEqualTo(unknown);

        ArmAllocation arm =
                new ArmAllocation("arm-1", 1, 2, 3, 4, Double.NaN, Double.NaN, Double.NaN, Binding.HELD, "no model");
        decisions().save(allocation("a", T0, 0, Allocation.State.HELD, null, List.of(arm)));
        assertThat(decisions().allocation("a").orElseThrow().arms()).containsExactly(arm);
    }

    /** If this fails, check that a run whose id is known is left as it is (R1). */
    @Test
    void required_a_known_model_run_is_left_as_it_is_R1() {
        saveCatalog();
        decisions().save(run("run-1", T0, posterior(new double[] {1})));
        decisions().save(run("run-1", T1, posterior(new double[] {2})));
        MmmRun kept = decisions().modelRun("run-1").orElseThrow();
        assertThat(kept.asOf()).isEqualTo(T0);
        assertThat(kept.posterior().draws().get(0).slope()).containsExactly(1);
    }

    /** If this fails, check that the latest is by asOf and not by the order of saving, and by id among equals. */
    @Test
    void required_the_latest_model_run_is_by_as_of_R3() {
        saveCatalog();
        storage().catalog().save(List.of(Campaign.of("other", NEW_YORK, USD)), List.of());
        for (Instant asOf : List.of(T2, T0, T1)) {
            decisions().save(run("run-" + asOf, asOf, posterior(new double[] {1})));
        }
        decisions().save(run("zz-" + T1, T1, posterior(new double[] {1})));
        MmmRun foreign = run("foreign", T1, posterior(new double[] {1}));
        decisions()
                .save(new MmmRun(
                        foreign.id(),
                        "other",
                        foreign.modelId(),
                        foreign.asOf(),
                        foreign.lastDay(),
                        foreign.inputsHash(),
                        foreign.posterior()));

        assertThat(latest(T0.minusNanos(1_000))).isEmpty();
        assertThat(latest(T0)).contains("run-" + T0);
        assertThat(latest(T1)).contains("zz-" + T1);
        assertThat(latest(T2.minusNanos(1_000))).contains("zz-" + T1);
        assertThat(latest(Instant.MAX)).contains("run-" + T2);
    }

    /** If this fails, check that every field of an allocation and its record has its column, arms ordered by id. */
    @Test
    void required_an_allocation_comes_back_as_it_was_saved() {
        saveCatalog();
        Allocation decided = allocation("a-1", T0, 0, Allocation.State.DECIDED, "run-1", arms());
        Allocation held = allocation("a-2", T0, 1, Allocation.State.HELD, null, List.of());
        assertThat(decisions().save(decided)).isTrue();
        assertThat(decisions().save(held)).isTrue();
        assertThat(another().decisions().allocation("a-1")).contains(decided);
        assertThat(decisions().allocation("a-2")).contains(held);
        assertThat(decisions().allocation("nobody")).isEmpty();
    }

    /** If this fails, check that an allocation is added by its id, and what is known is left as it is (R1). */
    @Test
    void required_a_known_allocation_is_left_as_it_is_R1() {
        saveCatalog();
        Allocation first = allocation("a", T0, 0, Allocation.State.DECIDED, null, arms());
        assertThat(decisions().save(first)).isTrue();
        assertThat(decisions().save(first)).isFalse();
        assertThat(decisions().save(allocation("a", T1, 1, Allocation.State.HELD, null, List.of())))
                .isFalse();
        assertThat(decisions().allocation("a")).contains(first);
    }

    /** If this fails, check the order: by asOf, then by day, then by id; the last good one is DECIDED only. */
    @Test
    void required_the_last_good_allocation_is_decided_and_latest_R10() {
        saveCatalog();
        assertThat(good(Instant.MAX)).isEmpty();
        decisions().save(allocation("late", T2, 0, Allocation.State.DECIDED, null, List.of()));
        decisions().save(allocation("later-day", T1, 5, Allocation.State.DECIDED, null, List.of()));
        decisions().save(allocation("z-early-day", T1, 4, Allocation.State.DECIDED, null, List.of()));
        decisions().save(allocation("held", T3, 6, Allocation.State.HELD, null, List.of()));
        decisions().save(allocation("twin-a", T4, 6, Allocation.State.DECIDED, null, List.of()));
        decisions().save(allocation("twin-b", T4, 6, Allocation.State.DECIDED, null, List.of()));

        assertThat(good(T0)).isEmpty();
        assertThat(good(T1)).contains("later-day");
        assertThat(good(T2)).contains("late");
        assertThat(good(T3)).contains("late");
        assertThat(good(Instant.MAX)).contains("twin-b");
        assertThat(decisions().lastGood("nobody", Instant.MAX)).isEmpty();

        assertThat(decisions().latest(CAMPAIGN.id(), 100))
                .extracting(Allocation::id)
                .containsExactly("twin-b", "twin-a", "held", "late", "later-day", "z-early-day");
        assertThat(decisions().latest(CAMPAIGN.id(), 3))
                .extracting(Allocation::id)
                .containsExactly("twin-b", "twin-a", "held");
        assertThat(decisions().latest("nobody", 3)).isEmpty();
    }

    /** If this fails, check that states are replaced by arm and ordered by arm id. */
    @Test
    void required_states_are_those_saved_last_R5() {
        saveCatalog();
        ArmState first = new ArmState("arm-1", 0.1 + 0.2, Math.nextUp(7.0), Long.MAX_VALUE, 3, 1e-300, 5, DAY);
        ArmState second = new ArmState("arm-2", Double.MIN_NORMAL, 1e300, 0, 0, 0, 0, null);
        decisions().saveStates(List.of(second, first), HASH, T0);
        decisions().saveStates(List.of(second, first), HASH, T0);
        assertThat(another().decisions().states(CAMPAIGN.id())).containsExactly(first, second);

        ArmState next = new ArmState("arm-1", 2, 3, 4, 5, 6, 7, DAY.plusDays(1));
        decisions().saveStates(List.of(next), HASH.replace('0', 'f'), T1);
        assertThat(decisions().states(CAMPAIGN.id())).containsExactly(next, second);
        assertThat(decisions().states("nobody")).isEmpty();
    }

    private DecisionStore decisions() {
        return storage().decisions();
    }

    private Optional<String> latest(Instant asOf) {
        return decisions().latestModelRun(CAMPAIGN.id(), asOf).map(MmmRun::id);
    }

    private Optional<String> good(Instant asOf) {
        return decisions().lastGood(CAMPAIGN.id(), asOf).map(Allocation::id);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static MmmRun run(String id, Instant asOf, MmmPosterior posterior) {
        return new MmmRun(id, CAMPAIGN.id(), "model/1 settings={}", asOf, DAY, HASH, posterior);
    }

    private static MmmPosterior posterior(double[] draws) {
        return new MmmPosterior(
                List.of(channel("search", draws), channel("social", draws)),
                List.of(
                        new ChannelEstimate("search", 1e9, 2, 1.5, 2.5, 1, 0.5, 1.5, 0.75, ""),
                        new ChannelEstimate(
                                "social", 0.1, 1.0 / 3, 0, 9, 1, 0, 2, 0, "spend hardly varies – sagt nichts")),
                QUALITY,
                List.of("zwei Kanäle laufen parallel", "a second"));
    }

    private static ChannelDraws channel(String name, double[] draws) {
        return new ChannelDraws(name, ResponseFamily.EXPONENTIAL, draws, draws.clone(), draws.clone());
    }

    private static List<ArmAllocation> arms() {
        return List.of(
                new ArmAllocation("arm-1", 1, 2, 3, Long.MAX_VALUE, 0.1, -0.5, 1.0 / 3, Binding.STEP_UP, "größer"),
                new ArmAllocation("arm-2", 0, 0, 0, 0, 0, 0, 0, Binding.NONE, ""));
    }

    private static Allocation allocation(
            String id,
            Instant asOf,
            int dayNumber,
            Allocation.State state,
            @Nullable String runId,
            List<ArmAllocation> arms) {
        return new Allocation(
                id,
                CAMPAIGN.id(),
                DAY.plusDays(dayNumber),
                USD,
                5_000_000_000_000L,
                7,
                arms,
                state,
                "warum",
                new DecisionRecord(asOf, HASH, "agent/1", runId, Long.MIN_VALUE + 5, HASH));
    }
}
