package io.banditpipeline.mmm;

import java.util.List;

/**
 * What a fitted model knows: joint draws, their summary, and how far to trust them. Immutable.
 *
 * @param draws the joint posterior draws, one element a channel, in the order of the input's channels
 * @param estimates a summary of each channel
 * @param quality how well it predicts
 * @param cautions what the data cannot tell, in sentences for a person
 */
public record MmmPosterior(
        List<ChannelDraws> draws, List<ChannelEstimate> estimates, ModelQuality quality, List<String> cautions) {
    /** @throws IllegalArgumentException if channels have different numbers of draws */
    public MmmPosterior {
        draws = List.copyOf(draws);
        estimates = List.copyOf(estimates);
        cautions = List.copyOf(cautions);
        if (draws.stream().mapToInt(ChannelDraws::size).distinct().count() > 1) {
            throw new IllegalArgumentException("draws are joint: every channel must have the same number of them");
        }
    }

    /** The number of joint draws; 0 without channels. */
    public int size() {
        return draws.isEmpty() ? 0 : draws.get(0).size();
    }
}
