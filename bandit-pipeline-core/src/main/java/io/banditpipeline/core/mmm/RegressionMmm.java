package io.banditpipeline.core.mmm;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.mmm.MmmInput;
import io.banditpipeline.mmm.MmmModel;
import io.banditpipeline.mmm.ModelFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Bayesian regression of the outcome on adstocked, saturated spend.
 *
 * <p><b>Equation.</b> outcome = intercept + trend + weekday + season + sum over channels of slope x scale x (1 - exp(-a
 * / scale)) + noise, with {@code a} the normalised geometric adstock of spend. Whether there is a trend, and a season
 * (from a year of days on), is chosen by forward chaining. Days of unknown outcome are left out, but their spend
 * carries over. Before the first day, channels are taken to have spent what they spent on average in the first two
 * weeks.
 *
 * <p><b>Priors.</b> Baseline coefficients and noise: weak, conjugate (normal-inverse-gamma). A channel's return on ad
 * spend over the training days: normal, cut off at zero, so scaled that media's total share of the outcome is
 * plausible; its mean is 1 where media are a small part. Carry-over: eight values from 0 to 0.9; scale: six multiples
 * (0.5 to 6) of the mean spend on spending days, and the straight line; all alike a priori.
 *
 * <p><b>Posterior.</b> Baseline coefficients are integrated out in closed form. The rest is drawn jointly by Gibbs
 * sampling of exact conditionals, transforms included: each draw has its own carry-over and scale, weighted by marginal
 * likelihood (the sum of the log predictive densities of each day given the days before it), so that intervals hold
 * what is not known of the transforms too. If residuals of neighbouring days are alike, each day's likelihood counts
 * for less.
 *
 * <p><b>Refused</b>: fewer days with a known outcome than 56 or than three for each baseline term and channel; spend
 * that is negative or not a number; an outcome that never varies; no channel whose spend varies; chains that do not
 * agree (R-hat above 1.05 even when run four times as long). A channel without spend is drawn from the prior, and its
 * note says so.
 *
 * <p>Transcendental functions are {@link StrictMath}'s and nothing runs in parallel: same input, same bits. This class
 * is immutable and thread-safe.
 */
public final class RegressionMmm implements MmmModel {
    private static final double MOST_R_HAT = 1.05;
    private static final double GOOD_R_HAT = 1.02;
    private static final int[] EXTENSIONS = {2, 4};

    private final ChainPlan plan;

    private RegressionMmm(ChainPlan plan) {
        this.plan = plan;
    }

    /** A model with the defaults that {@link Builder} states. */
    public static RegressionMmm ofDefaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String id() {
        return "regression/1 chains=" + plan.chains() + " drawsPerChain=" + plan.perChain() + " burnIn=" + plan.burnIn()
                + " thinning=" + plan.thinning();
    }

    @Override
    public ModelFit fit(MmmInput input) {
        Optional<String> refusal = InputCheck.refusal(input);
        if (refusal.isPresent()) {
            return new ModelFit.Refused(refusal.get());
        }
        TrainingData data = new TrainingData(input, input.days());
        ForwardChaining chaining = ForwardChaining.over(data);
        RegressionFit fit = new RegressionFit(data, new MarginalSystem.Products(data), chaining.shape(), plan);
        Convergence convergence = PosteriorSummary.convergence(fit);
        for (int i = 0; i < EXTENSIONS.length && !(convergence.rHat() <= GOOD_R_HAT); i++) {
            fit = fit.resampled(plan.longer(EXTENSIONS[i]));
            convergence = PosteriorSummary.convergence(fit);
        }
        if (!(convergence.rHat() <= MOST_R_HAT)) {
            return new ModelFit.Refused(String.format(
                    Locale.ROOT,
                    "the chains do not agree (R-hat %.3f, at most %.2f is allowed): merge channels that run together, or vary"
                            + " their budgets",
                    convergence.rHat(),
                    MOST_R_HAT));
        }
        return new ModelFit.Fitted(new PosteriorSummary(fit, chaining.score(), convergence).posterior());
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private static final int BURN_IN = 500;
        private static final int THINNING = 8;

        private int chains = 4;
        private int drawsPerChain = 250;
        private final List<String> problems = new ArrayList<>();

        private Builder() {}

        /**
         * Independent chains, whose agreement is the test of convergence. Default 4.
         *
         * @param count 2 to 16
         */
        public Builder chains(int count) {
            if (count < 2 || count > 16) {
                problems.add("chains must be between 2 and 16, but is " + count);
            }
            chains = count;
            return this;
        }

        /**
         * Joint draws that are kept of each chain. Default 250.
         *
         * @param count 50 to 10,000
         */
        public Builder drawsPerChain(int count) {
            if (count < 50 || count > 10_000) {
                problems.add("drawsPerChain must be between 50 and 10,000, but is " + count);
            }
            drawsPerChain = count;
            return this;
        }

        /**
         * Builds the model.
         *
         * @throws ConfigurationException with every setting that is out of its range
         */
        public RegressionMmm build() {
            if (!problems.isEmpty()) {
                throw new ConfigurationException("regression model", problems);
            }
            return new RegressionMmm(new ChainPlan(chains, BURN_IN, drawsPerChain, THINNING));
        }
    }
}
