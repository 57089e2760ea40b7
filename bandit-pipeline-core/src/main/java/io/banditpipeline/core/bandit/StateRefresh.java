package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.AgentContext;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DailyFacts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Computes the states of a campaign's arms from their facts (R5). For one use; not thread-safe. */
final class StateRefresh {
    private final Map<String, ArmEvidence> evidence = new LinkedHashMap<>();
    private final EvidenceWeights weights;

    private StateRefresh(AgentContext context, EvidenceWeights weights) {
        this.weights = weights;
        context.arms().stream().map(Arm::id).sorted().forEach(id -> evidence.put(id, new ArmEvidence(weights)));
    }

    static List<ArmState> states(AgentContext context, DailyFacts facts, EvidenceWeights weights) {
        StateRefresh refresh = new StateRefresh(context, weights);
        facts.forEach(refresh::add);
        return refresh.states(context.arms());
    }

    private void add(DailyFact fact) {
        ArmEvidence arm = evidence.get(fact.armId());
        if (arm != null && weights.ageOf(fact.day()) >= 0) {
            arm.add(fact.day(), fact.metrics());
        }
    }

    private List<ArmState> states(List<Arm> arms) {
        Collection<ArmEvidence> all = evidence.values();
        all.forEach(ArmEvidence::endDay);
        RatePrior prior = RatePrior.of(all);
        return arms.stream().map(arm -> state(arm.id(), prior)).toList();
    }

    private ArmState state(String armId, RatePrior prior) {
        ArmEvidence arm = Objects.requireNonNull(evidence.get(armId), armId);
        return new ArmState(
                armId,
                prior.posteriorShape(arm),
                prior.posteriorRate(arm),
                arm.spendingMicros,
                arm.trials,
                prior.value(arm),
                arm.recentMicros(),
                arm.lastDay);
    }
}
