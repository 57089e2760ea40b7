package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.AgentContext;
import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.BanditAgent;
import io.banditpipeline.bandit.Split;
import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.metric.DailyFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * Thompson sampling over budgets: solves the budget problem for each of many joint posterior draws, and averages the
 * solutions.
 *
 * <p><b>State.</b> Conversions per currency unit of spend have a Gamma posterior per arm, from spend and conversions
 * that are discounted by calendar day (half after {@link Builder#halfLifeDays}) and an empirical-Bayes prior across the
 * campaign's arms; counts that scatter more than Poisson count for less. Days that do not report conversions (which is
 * not zero conversions) add nothing. The value of a conversion is shrunk to the campaign's mean. Recent spend is the
 * mean of the last 7 calendar days.
 *
 * <p><b>Split.</b> In each draw every arm has a concave response curve (see the guide's page on model and agent), and
 * the budget is split so that the last unit of money is worth the same everywhere, within bounds. Bounds are convex, so
 * the average of the solutions keeps them; with straight lines and no bounds it is probability matching (Scott 2010).
 *
 * <p><b>Bounds</b>, the first wins: floor and cap of the arm; the step limit, from recent spend; the seed budget, to
 * which any arm may rise whatever its recent spend. If no arm has recent spend there are no steps. Then:
 *
 * <ul>
 *   <li>floors above the budget: {@link Split.Infeasible};
 *   <li>a floor and a cap with no whole minor unit between them: {@link Split.Infeasible};
 *   <li>steps down that do not fit into the budget give way, all by the same share of their distance to the floor;
 *   <li>a budget above what steps and caps allow stays unspent, and is reported;
 *   <li>an arm that reports no conversions counts as the mean of its channel (without a model: of the campaign);
 *   <li>an arm of a channel that the model does not know is worth what the next unit brings in the channels that it
 *       knows;
 *   <li>without a model and without any reported conversion, shares are kept.
 * </ul>
 *
 * <p>Amounts are whole minor units of the currency, rounded once by largest remainder; ties go by arm id. Each arm has
 * its own random stream, keyed by its id. Memory grows with arms, and with channels x draws; never with facts or arms x
 * draws.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class ThompsonAgent implements BanditAgent {
    private final ThompsonSettings settings;

    private ThompsonAgent(ThompsonSettings settings) {
        this.settings = settings;
    }

    /** An agent with the defaults that {@link Builder} states. */
    public static ThompsonAgent ofDefaults() {
        return builder().build();
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String id() {
        return "thompson/1 " + settings.text();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Facts of other arms, and of days beyond the last complete one, are ignored.
     */
    @Override
    public List<ArmState> refresh(AgentContext context, DailyFacts facts) {
        return StateRefresh.states(
                context, facts, new EvidenceWeights(context.lastDay(), settings.halfLifeDays(), settings.maturity()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the states are not in the order of the arms
     */
    @Override
    public Split allocate(AllocationRequest request) {
        return new BudgetSplit(request, settings).split();
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private static final int LEAST_DRAWS = 100;
        private static final int MOST_DRAWS = 1_000_000;

        private double stepLimit = 0.25;
        private double halfLifeDays = 34;
        private int draws = 2_000;
        private long seedMicros = ThompsonSettings.AUTOMATIC_SEED;
        private LagMaturity maturity = LagMaturity.IMMEDIATE;
        private final List<String> problems = new ArrayList<>();

        private Builder() {}

        /**
         * The most that an arm's budget may rise or fall in one day, as a share of its recent spend. Default 0.25.
         *
         * @param share above 0 and at most 1
         */
        public Builder stepLimit(double share) {
            require(share > 0 && share <= 1, "stepLimit must be above 0 and at most 1, but is " + share);
            stepLimit = share;
            return this;
        }

        /**
         * Days after which a fact counts half. Default 34.
         *
         * @param days positive; infinity to never forget
         */
        public Builder halfLifeDays(double days) {
            require(days > 0, "halfLifeDays must be positive, but is " + days);
            halfLifeDays = days;
            return this;
        }

        /**
         * Joint draws per decision: more make it steadier, and slower. Default 2,000.
         *
         * @param count 100 to 1,000,000
         */
        public Builder draws(int count) {
            require(
                    count >= LEAST_DRAWS && count <= MOST_DRAWS,
                    "draws must be between " + LEAST_DRAWS + " and " + MOST_DRAWS + ", but is " + count);
            draws = count;
            return this;
        }

        /**
         * The daily budget to which an arm may rise whatever its recent spend. Default: a twentieth of the day's
         * budget, or the arms without recent spend share a fifth of it, whichever is less.
         *
         * @param micros micros of the campaign's currency; at least 0
         */
        public Builder seedBudgetMicros(long micros) {
            require(micros >= 0, "seedBudgetMicros must not be negative, but is " + micros);
            seedMicros = micros;
            return this;
        }

        Builder maturity(LagMaturity curve) {
            maturity = curve;
            return this;
        }

        private void require(boolean good, String problem) {
            if (!good) {
                problems.add(problem);
            }
        }

        /**
         * Builds the agent.
         *
         * @throws ConfigurationException with every setting that is out of its range
         */
        public ThompsonAgent build() {
            if (!problems.isEmpty()) {
                throw new ConfigurationException("Thompson agent", problems);
            }
            return new ThompsonAgent(new ThompsonSettings(stepLimit, halfLifeDays, draws, seedMicros, maturity));
        }
    }
}
