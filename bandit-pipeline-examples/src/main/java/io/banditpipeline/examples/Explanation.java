package io.banditpipeline.examples;

import io.banditpipeline.bandit.Allocation;
import io.banditpipeline.bandit.ArmAllocation;
import io.banditpipeline.bandit.ArmState;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.mmm.ChannelEstimate;
import io.banditpipeline.mmm.MmmRun;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Why arms got the budgets that they got.
 *
 * @param allocation the plan
 * @param arms its arms that are asked for
 * @param previous the plan of an earlier day that came before it
 * @param model the model run that it rests on
 * @param catalog what is known of the arms, by id
 * @param evidence what the agent knows of the arms, by id; empty if a later plan was made since, for which it was
 *     computed anew
 * @param feeds how complete the campaign's accounts are now
 * @param heldRows rows of the campaign and its accounts that wait in quarantine now
 * @param parkedRows rows of its accounts that are parked now, because no arm has their entities
 * @param failures what did not go well in the latest daily run, if the plan is held
 */
record Explanation(
        Allocation allocation,
        List<ArmAllocation> arms,
        Optional<Allocation> previous,
        Optional<MmmRun> model,
        Map<String, Arm> catalog,
        Map<String, ArmState> evidence,
        List<Watermark> feeds,
        long heldRows,
        long parkedRows,
        List<String> failures) {
    private static final double SURE = 0.15;
    private static final double FAIRLY_SURE = 0.5;

    /** What the arm had in the plan before. */
    Optional<ArmAllocation> previousOf(ArmAllocation arm) {
        return previous.stream()
                .flatMap(plan -> plan.arms().stream())
                .filter(before -> before.armId().equals(arm.armId()))
                .findFirst();
    }

    /** The arm's channel; empty if the arm is not in the catalogue. */
    Optional<String> channelOf(ArmAllocation arm) {
        return Optional.ofNullable(catalog.get(arm.armId())).map(Arm::channel);
    }

    /** What the model says of the arm's channel. */
    Optional<ChannelEstimate> estimateOf(ArmAllocation arm) {
        return channelOf(arm).flatMap(channel -> model.stream()
                .flatMap(run -> run.posterior().estimates().stream())
                .filter(estimate -> estimate.channel().equals(channel))
                .findFirst());
    }

    /** How much the budget is above the recent spend, as a share of it; empty if there is none. */
    static OptionalDouble change(ArmAllocation arm) {
        return arm.previousMicros() > 0
                ? OptionalDouble.of((double) arm.budgetMicros() / arm.previousMicros() - 1)
                : OptionalDouble.empty();
    }

    /** How sure a budget is: half the width of what nine of ten draws give, against the budget. */
    enum Certainty {
        SURE,
        FAIRLY_SURE,
        UNSURE,
        UNKNOWN
    }

    /** How sure an arm's budget is. */
    Certainty certaintyOf(ArmAllocation arm) {
        if (allocation.state() == Allocation.State.HELD || arm.budgetMicros() == 0) {
            return Certainty.UNKNOWN;
        }
        double spread = (double) (arm.highMicros() - arm.lowMicros()) / 2 / arm.budgetMicros();
        return spread <= SURE ? Certainty.SURE : spread <= FAIRLY_SURE ? Certainty.FAIRLY_SURE : Certainty.UNSURE;
    }

    /** Up to when all accounts are complete; empty if one has nothing. */
    Optional<Instant> completeUntil() {
        return feeds.stream().map(Watermark::completeUntil).min(Instant::compareTo);
    }
}
