package io.banditpipeline.outcome;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import java.util.Optional;

/**
 * Where the host's own orders and revenue come from.
 *
 * <p>A source promises that a fetch that returns normally has delivered every day of the range that it knows; a day it
 * left out has no outcome known (which is not an outcome of zero). It may assume that days are asked for again and
 * again, since outcomes are restated too. Implementations are thread-safe.
 */
public interface OutcomeSource {
    /** A stable name. */
    String id();

    /** The days that it can answer for, where that is bounded, as for a file. */
    default Optional<DateRange> coverage(Campaign campaign) {
        return Optional.empty();
    }

    /**
     * Delivers the outcomes of a campaign's days, in any order, each day at most once.
     *
     * @throws io.banditpipeline.metric.SourceException if they could not be delivered whole
     */
    void fetch(Campaign campaign, DateRange days, OutcomeSink sink);
}
