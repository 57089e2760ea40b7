package io.banditpipeline.core.bandit;

import io.banditpipeline.mmm.ChannelDraws;
import org.jspecify.annotations.Nullable;

/**
 * Arms that are compared with one another: those of one channel, or all of the campaign where there is no mix model.
 * Keeps the mean worth of each draw, so that a second pass over one arm needs no other arm.
 */
final class ArmGroup {
    /** The channel's response curves, or null if the model does not know it. */
    final @Nullable ChannelDraws curves;
    /** The sum of its arms' weights. */
    double weight;
    /** The sum of the recent daily spend of its arms, in currency units. */
    double recent;

    private int comparable;
    private double comparableWeight;
    private double[] meanWorth = {};

    ArmGroup(@Nullable ChannelDraws curves) {
        this.curves = curves;
    }

    void join(double armWeight, double armRecent, boolean worthIsKnown) {
        weight += armWeight;
        recent += armRecent;
        if (worthIsKnown) {
            comparable++;
            comparableWeight += armWeight;
        }
    }

    /** Whether there is anything to compare: one arm alone is its channel's mean. */
    boolean compares() {
        return comparable > 1;
    }

    void prepare(int draws) {
        meanWorth = new double[draws];
    }

    void addWorth(int draw, double armWeight, double worth) {
        meanWorth[draw] += worth * (armWeight / comparableWeight);
    }

    double meanWorth(int draw) {
        return meanWorth[draw];
    }
}
