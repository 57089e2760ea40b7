package io.banditpipeline.core.mmm;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.ModelFit;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final int MARKETS = 40;
    private static final int CHANNELS = 3;

    @Test
    void ninety_percent_intervals_hold_the_true_return_about_as_often_as_they_say() {
        RegressionMmm model = RegressionMmm.ofDefaults();
        int covered = 0;
        double contraction = 0;
        for (int seed = 1; seed <= MARKETS; seed++) {
            SyntheticMarket market = new SyntheticMarket(seed, CHANNELS, 240, 250);
            ModelFit.Fitted fit = (ModelFit.Fitted) model.fit(market.input);
            for (int k = 0; k < CHANNELS; k++) {
                ChannelEstimate estimate = fit.posterior().estimates().get(k);
                covered += market.roas[k] >= estimate.roasLow() && market.roas[k] <= estimate.roasHigh() ? 1 : 0;
                contraction += estimate.contraction() / (MARKETS * CHANNELS);
            }
        }
        assertThat(covered / (double) (MARKETS * CHANNELS)).isBetween(0.80, 0.99);
        // Intervals that hold everything because they say nothing would not do.
        assertThat(contraction).isGreaterThan(0.5);
    }
}
