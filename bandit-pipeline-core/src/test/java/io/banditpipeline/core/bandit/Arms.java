package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.AgentContext;
import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.bandit.Split;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.BudgetLimits;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.mmm.ChannelDraws;
import io.banditpipeline.mmm.MmmPosterior;
import io.banditpipeline.mmm.ModelQuality;
import io.banditpipeline.mmm.ResponseFamily;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;

/** Campaigns, arms and facts for the agent's tests. */
final class Arms {
    static final LocalDate DAY = LocalDate.of(2026, 3, 1);
    static final long UNIT = 1_000_000;
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Currency EUR = Currency.getInstance("EUR");
    private static final Account ACCOUNT = new Account("meta", "act_1", ZONE, EUR);

    private Arms() {}

    static Arm arm(String id, String channel, BudgetLimits limits) {
        return new Arm(id, "campaign", ACCOUNT, channel, "", "", List.of(), limits);
    }

    static Arm arm(String id) {
        return arm(id, "channel", BudgetLimits.none());
    }

    static AgentContext context(List<Arm> arms) {
        return new AgentContext(Campaign.of("campaign", ZONE, EUR), DAY, DAY.minusDays(1), arms);
    }

    static AgentContext context(String... ids) {
        return context(Arrays.stream(ids).map(Arms::arm).toList());
    }

    static ArmState state(String id, double alpha, double beta, long recentUnits) {
        return new ArmState(id, alpha, beta, 100 * UNIT, 1_000, 50, recentUnits * UNIT, DAY.minusDays(1));
    }

    static AllocationRequest request(List<Arm> arms, long budgetMicros, List<ArmState> states) {
        return new AllocationRequest(context(arms), budgetMicros, states, null, 42);
    }

    static MmmPosterior posterior(String channel, double slope, double scale) {
        int draws = 50;
        double[] slopes = new double[draws];
        double[] scales = new double[draws];
        Arrays.fill(slopes, slope);
        Arrays.fill(scales, scale);
        return new MmmPosterior(
                List.of(new ChannelDraws(channel, ResponseFamily.EXPONENTIAL, slopes, scales, new double[draws])),
                List.of(),
                new ModelQuality(100, 10, 1, 1, 0, 0, 1, 1, 100),
                List.of());
    }

    static DailyFact fact(String arm, int daysBefore, long costUnits, long conversions, long revenueUnits) {
        Metrics metrics = new Metrics(1_000, 10, conversions * UNIT, costUnits * UNIT, revenueUnits * UNIT);
        return new DailyFact(arm, DAY.minusDays(daysBefore), metrics, Instant.EPOCH);
    }

    static DailyFacts facts(List<DailyFact> facts) {
        return facts::forEach;
    }

    /** Sixty days of three arms of different rates, ordered by arm and day. */
    static List<DailyFact> threeArms() {
        List<DailyFact> facts = new ArrayList<>();
        for (int arm = 0; arm < 3; arm++) {
            for (int day = 60; day >= 1; day--) {
                facts.add(fact("arm" + arm, day, 100 + day % 7, 2 + 2 * arm + (day * 7 + arm) % 5, 90 + 100 * arm));
            }
        }
        return facts;
    }

    static List<ArmAllocation> feasible(Split split) {
        if (split instanceof Split.Feasible feasible) {
            return feasible.arms();
        }
        throw new AssertionError("expected a feasible split, but got " + split);
    }
}
