package io.banditpipeline.mmm;

import java.util.Objects;

/**
 * One channel's part of the joint posterior draws: draw {@code i} of every channel belongs together.
 *
 * @param channel the channel
 * @param family the shape of its response curves
 * @param slope response to the first unit of spend, one a draw; outcome units per currency unit
 * @param scale spend in currency units per day over which returns diminish, one a draw
 * @param carryOver share of an effect that is carried to the next day, one a draw; in [0, 1)
 */
public record ChannelDraws(String channel, ResponseFamily family, double[] slope, double[] scale, double[] carryOver) {
    /**
     * The arrays are not copied: do not change them.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public ChannelDraws {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(family, "family");
        if (slope.length != scale.length || slope.length != carryOver.length) {
            throw new IllegalArgumentException("channel " + channel + " has " + slope.length + " slopes, "
                    + scale.length + " scales and " + carryOver.length + " carry-overs");
        }
    }

    /** The number of draws. */
    public int size() {
        return slope.length;
    }

    /** The response curve of one draw, carry-over included: what a steady daily spend brings per day. */
    public ResponseCurve curve(int draw) {
        return family.curve(slope[draw], scale[draw]);
    }
}
