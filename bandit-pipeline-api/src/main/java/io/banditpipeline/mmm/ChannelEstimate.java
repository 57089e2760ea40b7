package io.banditpipeline.mmm;

/**
 * What a model says of one channel, for people. Revenue per unit of spend over the training days; intervals are central
 * 90 % posterior intervals.
 *
 * @param channel the channel
 * @param spend all that it spent, in currency units
 * @param roas mean revenue per unit of spend
 * @param roasLow 5 % quantile
 * @param roasHigh 95 % quantile
 * @param marginalRoas mean revenue of one more unit at the recent daily spend
 * @param marginalLow 5 % quantile
 * @param marginalHigh 95 % quantile
 * @param contraction 1 - posterior variance / prior variance of the channel's effect: 0 if the data said nothing
 * @param note what the data cannot tell of this channel, or {@code ""}
 */
public record ChannelEstimate(
        String channel,
        double spend,
        double roas,
        double roasLow,
        double roasHigh,
        double marginalRoas,
        double marginalLow,
        double marginalHigh,
        double contraction,
        String note) {}
