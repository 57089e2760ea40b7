package io.banditpipeline.core.bandit;

import io.banditpipeline.bandit.AllocationRequest;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.campaign.Arm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** An arm with its state and its place in the request; arms are worked on in the order of their ids. Immutable. */
record RankedArm(Arm arm, ArmState state, int place) {
    static List<RankedArm> of(AllocationRequest request) {
        List<Arm> arms = request.context().arms();
        List<RankedArm> ranked = new ArrayList<>(arms.size());
        for (int i = 0; i < arms.size(); i++) {
            ArmState state = request.states().get(i);
            if (!state.armId().equals(arms.get(i).id())) {
                throw new IllegalArgumentException("states must be in the order of the arms: arm "
                        + arms.get(i).id() + " at " + i + " has the state of " + state.armId());
            }
            ranked.add(new RankedArm(arms.get(i), state, i));
        }
        ranked.sort(Comparator.comparing(arm -> arm.arm().id()));
        return ranked;
    }

    /** Whether it has not spent lately. */
    boolean isNew() {
        return state.recentMicros() <= 0;
    }
}
