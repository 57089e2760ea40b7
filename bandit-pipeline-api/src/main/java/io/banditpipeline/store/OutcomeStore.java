package io.banditpipeline.store;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.Outcome;
import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps the host's outcomes with their revisions. */
public interface OutcomeStore {
    /**
     * Replaces the outcomes of some days, in one transaction: stores those that are new or differ, and marks known days
     * that are not among them as unknown again. Doing so again changes nothing.
     *
     * @param campaign the campaign
     * @param source the id of the outcome source
     * @param days the days that were asked for
     * @param observedAt when
     * @param outcomes each day at most once, all within the days
     * @param rejected rows that cannot be used
     */
    SliceReceipt replace(
            Campaign campaign,
            String source,
            DateRange days,
            Instant observedAt,
            Iterable<Outcome> outcomes,
            Iterable<RejectedRow> rejected);

    /** The first and last day with a known outcome as of a moment. */
    Optional<DateRange> days(String campaignId, Instant asOf);

    /** Hands every known outcome to the consumer, by day, as it was known at {@code asOf}. */
    void outcomes(String campaignId, DateRange days, Instant asOf, Consumer<? super Outcome> consumer);
}
