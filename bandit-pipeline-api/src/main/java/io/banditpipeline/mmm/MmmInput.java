package io.banditpipeline.mmm;

import java.time.LocalDate;
import java.util.List;

/**
 * Daily spend per channel and daily outcome of one campaign, without gaps in the days.
 *
 * @param campaignId the campaign
 * @param firstDay the day of index 0, in the campaign's zone
 * @param channels the channels' names
 * @param spend spend in currency units, shape {@code [channels][days]}; never NaN, never negative
 * @param outcome outcome in currency units, shape {@code [days]}; NaN where it is not known
 * @param seed seeds every random stream of the fit: same input, same bits
 */
public record MmmInput(
        String campaignId, LocalDate firstDay, List<String> channels, double[][] spend, double[] outcome, long seed) {
    /**
     * The arrays are not copied: do not change them.
     *
     * @throws IllegalArgumentException if the shapes do not agree
     */
    public MmmInput {
        channels = List.copyOf(channels);
        if (spend.length != channels.size()) {
            throw new IllegalArgumentException(channels.size() + " channels, but spend of " + spend.length);
        }
        for (double[] series : spend) {
            if (series.length != outcome.length) {
                throw new IllegalArgumentException(
                        outcome.length + " days of outcome, but " + series.length + " of spend");
            }
        }
    }

    /** The number of days. */
    public int days() {
        return outcome.length;
    }
}
