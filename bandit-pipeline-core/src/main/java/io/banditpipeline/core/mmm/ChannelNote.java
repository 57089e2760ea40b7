package io.banditpipeline.core.mmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Says what the data cannot tell of one channel. */
final class ChannelNote {
    static final double LEAST_CONTRACTION = 0.3;
    private static final double LEAST_VARIATION = 0.1;
    private static final double COLLINEAR = 0.9;
    private static final double WIDE_CARRY_OVER = 0.5;
    private static final double WIDE_SCALE = 5;

    private final RegressionFit fit;
    private final int channel;

    ChannelNote(RegressionFit fit, int channel) {
        this.fit = fit;
        this.channel = channel;
    }

    String text(double contraction) {
        if (fit.data.spendOf(channel) == 0) {
            return "no spend: its figures are the prior, not knowledge";
        }
        List<String> parts = new ArrayList<>();
        if (contraction < LEAST_CONTRACTION) {
            parts.add(vague(contraction));
        }
        double variation = fit.data.spendVariation(channel);
        if (variation < LEAST_VARIATION) {
            parts.add(format("spend hardly varies (%.1f %% of its mean), so it looks like baseline", 100 * variation));
        }
        addCollinear(parts);
        addShape(parts);
        return String.join("; ", parts);
    }

    private String vague(double contraction) {
        double mean = Quantiles.mean(fit.draws.roas[channel]);
        double before = fit.prior.expectation();
        return Math.abs(mean - before) > Math.sqrt(fit.prior.variance())
                ? format(
                        "known only roughly: the data moved its return from the prior's %.2f to %.2f, but leave it wide",
                        before, mean)
                : format("not identified: the data narrowed the prior's variance by only %.0f %%", 100 * contraction);
    }

    private void addCollinear(List<String> parts) {
        for (int other = 0; other < fit.data.channels(); other++) {
            double correlation = other == channel ? 0 : fit.data.correlation(channel, other);
            if (correlation > COLLINEAR) {
                String name = fit.data.input().channels().get(other);
                parts.add(format("runs with %s (correlation %.2f): only their sum is known well", name, correlation));
            }
        }
    }

    private void addShape(List<String> parts) {
        double[] carryOver = new double[fit.draws.size()];
        double[] scale = new double[fit.draws.size()];
        for (int i = 0; i < carryOver.length; i++) {
            carryOver[i] = fit.transform(channel, i).carryOver();
            scale[i] = fit.transform(channel, i).scale();
        }
        Arrays.sort(carryOver);
        Arrays.sort(scale);
        int low = (int) (0.05 * scale.length);
        int high = (int) (0.95 * scale.length);
        if (carryOver[high] - carryOver[low] > WIDE_CARRY_OVER) {
            parts.add(format("carry-over from %.2f to %.2f fits about as well", carryOver[low], carryOver[high]));
        }
        if (scale[high] / scale[low] > WIDE_SCALE) {
            String most = Double.isInfinite(scale[high]) ? "none at all" : format("a scale of %.4g", scale[high]);
            parts.add(format("saturation from a scale of %.4g a day to %s fits about as well", scale[low], most));
        }
    }

    private static String format(String text, Object... figures) {
        return String.format(Locale.ROOT, text, figures);
    }
}
