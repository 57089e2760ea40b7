package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.mmm.ChannelDraws;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmInput;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.mmm.ModelFit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegressionMmmTest {
    private final RegressionMmm model = RegressionMmm.ofDefaults();
    private final SyntheticMarket market = new SyntheticMarket(11, 3, 200, 250);

    private MmmPosterior fitted(MmmInput input) {
        ModelFit fit = model.fit(input);
        if (fit instanceof ModelFit.Fitted fitted) {
            return fitted.posterior();
        }
        throw new AssertionError("expected a posterior, but got " + fit);
    }

    private String refusal(MmmInput input) {
        ModelFit fit = model.fit(input);
        if (fit instanceof ModelFit.Refused refused) {
            return refused.reason();
        }
        throw new AssertionError("expected a refusal, but got " + fit);
    }

    private static void assertSameBits(MmmPosterior one, MmmPosterior other) {
        assertThat(one.estimates()).isEqualTo(other.estimates());
        assertThat(one.quality()).isEqualTo(other.quality());
        for (int k = 0; k < one.draws().size(); k++) {
            ChannelDraws a = one.draws().get(k);
            ChannelDraws b = other.draws().get(k);
            assertThat(a.slope()).isEqualTo(b.slope());
            assertThat(a.scale()).isEqualTo(b.scale());
            assertThat(a.carryOver()).isEqualTo(b.carryOver());
        }
    }

    @Test
    void the_same_input_gives_the_same_bits_R5() {
        assertSameBits(fitted(market.input), fitted(new SyntheticMarket(11, 3, 200, 250).input));
    }

    @Test
    void every_draw_is_a_usable_curve_and_the_figures_are_sane() {
        MmmPosterior posterior = fitted(market.input);
        assertThat(posterior.size()).isEqualTo(1_000);
        assertThat(posterior.draws()).allSatisfy(channel -> {
            for (int draw = 0; draw < channel.size(); draw++) {
                assertThat(channel.curve(draw).response(100)).isFinite().isNotNegative();
                assertThat(channel.carryOver()[draw]).isBetween(0.0, 0.9);
            }
        });
        assertThat(posterior.quality().maxRHat()).isBetween(0.99, 1.05);
        assertThat(posterior.quality().minEffectiveSamples()).isGreaterThan(100);
        assertThat(posterior.quality().trainingDays()).isEqualTo(200);
        assertThat(posterior.quality().holdoutDays()).isEqualTo(80);
        assertThat(posterior.quality().holdoutWape())
                .isLessThan(posterior.quality().naiveWape());
        assertThat(posterior.quality().coverage90()).isBetween(0.75, 1.0);
        assertThat(posterior.estimates()).allSatisfy(e -> {
            assertThat(e.roas()).isBetween(e.roasLow(), e.roasHigh());
            assertThat(e.marginalRoas()).isBetween(e.marginalLow(), e.marginalHigh());
            assertThat(e.contraction()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void money_in_another_unit_gives_the_same_returns() {
        double factor = 1_024;
        double[][] spend = Arrays.stream(market.input.spend())
                .map(s -> Arrays.stream(s).map(x -> x * factor).toArray())
                .toArray(double[][]::new);
        double[] outcome =
                Arrays.stream(market.input.outcome()).map(y -> y * factor).toArray();
        MmmInput scaled = new MmmInput("c", market.input.firstDay(), market.input.channels(), spend, outcome, 11);
        MmmPosterior one = fitted(market.input);
        MmmPosterior other = fitted(scaled);
        for (int k = 0; k < 3; k++) {
            assertThat(other.draws().get(k).slope())
                    .containsExactly(one.draws().get(k).slope(), within(1e-9));
            assertThat(other.draws().get(k).scale()[7])
                    .isEqualTo(factor * one.draws().get(k).scale()[7]);
        }
    }

    @Test
    void a_channel_without_spend_is_drawn_from_the_prior_and_says_so() {
        MmmInput input = market.withSpend(1, new double[200]);
        ChannelEstimate estimate = fitted(input).estimates().get(1);
        MediaPrior prior = MediaPrior.of(new TrainingData(input, 200));
        assertThat(estimate.note()).contains("no spend");
        assertThat(estimate.roas()).isCloseTo(prior.expectation(), within(0.15 * prior.expectation()));
        assertThat(estimate.contraction()).isLessThan(0.15);
    }

    @Test
    void a_channel_that_always_spends_the_same_is_not_identified_and_says_so() {
        double[] constant = new double[200];
        Arrays.fill(constant, 250);
        MmmPosterior posterior = fitted(market.withSpend(1, constant));
        assertThat(posterior.estimates().get(1).note())
                .contains("not identified")
                .contains("hardly varies");
    }

    @Test
    void channels_that_run_together_still_converge_and_are_named() {
        double[] twin = Arrays.stream(market.input.spend()[0]).map(s -> 1.5 * s).toArray();
        MmmPosterior posterior = fitted(market.withSpend(1, twin));
        assertThat(posterior.estimates().get(0).note()).contains("runs with channel1");
        assertThat(posterior.estimates().get(1).note()).contains("runs with channel0");
        assertThat(posterior.quality().maxRHat()).isLessThan(1.05);
    }

    @Test
    void days_of_unknown_outcome_are_left_out_but_their_spend_carries_over() {
        double[] outcome = market.input.outcome().clone();
        for (int day = 20; day < 150; day += 3) {
            outcome[day] = Double.NaN;
        }
        MmmPosterior posterior = fitted(market.withOutcome(outcome));
        assertThat(posterior.quality().trainingDays()).isEqualTo(156);
        assertThat(posterior.estimates()).allSatisfy(e -> assertThat(e.roas()).isFinite());
        double[][] other = {
            market.input.spend()[0].clone(),
            market.input.spend()[1],
            market.input.spend()[2]
        };
        other[0][20] *= 40;
        MmmInput spike = new MmmInput("c", market.input.firstDay(), market.input.channels(), other, outcome, 11);
        assertThat(fitted(spike).estimates().get(0).roas())
                .isNotEqualTo(posterior.estimates().get(0).roas());
    }

    @Test
    void too_few_days_are_refused_with_the_bound() {
        assertThat(refusal(new SyntheticMarket(1, 2, 55, 100).input))
                .contains("only 55 days")
                .contains("56");
        double[] unknown = market.input.outcome().clone();
        Arrays.fill(unknown, 10, 190, Double.NaN);
        assertThat(refusal(market.withOutcome(unknown))).contains("only 20 days");
    }

    @Test
    void spend_that_is_not_a_number_or_negative_is_refused_with_channel_and_day() {
        double[] bad = market.input.spend()[2].clone();
        bad[3] = Double.NaN;
        assertThat(refusal(market.withSpend(2, bad)))
                .contains("channel2")
                .contains("2025-01-09")
                .contains("NaN");
        bad[3] = -1;
        assertThat(refusal(market.withSpend(2, bad))).contains("-1.0");
    }

    @Test
    void an_outcome_that_never_varies_is_refused() {
        assertThat(refusal(market.withOutcome(new double[200]))).contains("same on every day");
    }

    @Test
    void spend_that_never_varies_in_any_channel_is_refused() {
        double[][] constant = new double[3][200];
        Arrays.stream(constant).forEach(series -> Arrays.fill(series, 9));
        MmmInput input = new MmmInput(
                "c", market.input.firstDay(), market.input.channels(), constant, market.input.outcome(), 1);
        assertThat(refusal(input)).contains("no channel's spend ever varies");
        MmmInput none = new MmmInput(
                "c", market.input.firstDay(), market.input.channels(), new double[3][200], market.input.outcome(), 1);
        assertThat(refusal(none)).contains("no channel has any spend");
    }

    @Test
    void all_bad_settings_are_reported_together() {
        assertThatThrownBy(
                        () -> RegressionMmm.builder().chains(1).drawsPerChain(1).build())
                .isInstanceOfSatisfying(ConfigurationException.class, e -> assertThat(e.problems())
                        .hasSize(2));
    }
}
