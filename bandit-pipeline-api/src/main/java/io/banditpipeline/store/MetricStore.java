package io.banditpipeline.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Revision;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the revisions of metrics, the effective row of each entity and interval, and their daily roll-up, always
 * together.
 *
 * <p>Of the revisions of one entity and interval, the effective one is that of the highest
 * {@linkplain Observation#precedence precedence} and among equals the latest observed (R4). A revision that says what
 * its predecessor said (same metrics, same attribution, same precedence; the predecessor is the one that was effective
 * at its {@code observedAt}) is not stored. A pulled and a pushed row are never added. Of two rows of one entity,
 * interval, origin and {@code observedAt} the later write stands; a pushed and a pulled row of one moment are both
 * kept.
 *
 * <p>A daily fact is the sum over the arm's entities; of one entity and day, a row of {@link Granularity#DAY} stands
 * for the whole day, tombstones included, and without one the hours are added. An arm and day of which every row has
 * vanished has no fact; tombstones do not count for a fact's {@code observedAt}.
 */
public interface MetricStore {
    /**
     * Replaces a slice (R2): stores rows that are new or differ, writes a tombstone at {@code observedAt} for each
     * entity and interval of the slice whose effective row is not among the rows, replaces what is parked for the
     * slice, holds rejected rows in quarantine, and moves the watermark, all in one transaction (R7). Doing so again
     * changes nothing (R1).
     *
     * <p>A content with rejected rows gets no tombstones, since what seems to have vanished may be what could not be
     * read; but for rows of {@linkplain Observation#precedence precedence} 0, which were observed while their interval
     * was open: what they tell is too little to stand for the whole of it.
     *
     * <p>Intervals that start at or after {@code completeUntil} get no tombstone, since the slice does not speak of
     * them. Nor do rows that are among the parked ones, since they did not vanish; nor rows that a tombstone could not
     * supersede: a pushed row of an interval that is still open. Whether a row has vanished is judged by what was
     * effective at {@code observedAt}, so that a fetch that is stored late removes nothing that was first seen after
     * it.
     *
     * @throws io.banditpipeline.error.PipelineException if a row's entity is unknown
     */
    SliceReceipt replace(SliceContent content);

    /**
     * Adds rows without replacing a slice: webhooks' provisional rows, re-admitted rows. No tombstones, no watermark.
     * Several rows of one entity and interval are each kept.
     *
     * @throws io.banditpipeline.error.PipelineException if a row's entity is unknown
     */
    SliceReceipt append(Account account, Iterable<Observation> rows);

    /** Up to where a feed is complete, or empty if it never was. */
    Optional<Watermark> watermark(String source, Account account, Level level, Granularity granularity);

    /** All watermarks, ordered by source, account, level and granularity. */
    List<Watermark> watermarks();

    /** Daily facts, streamed, in the account's currency; reading them again gives the same facts. */
    DailyFacts dailyFacts(FactQuery query);

    /** The first and last account-local day with facts of a campaign, or empty if there are none. */
    Optional<DateRange> days(String campaignId);

    /**
     * Hands every revision of one arm to the consumer, by entity, interval and observation time.
     *
     * @param armId the arm
     * @param days the account-local days
     */
    void revisions(String armId, DateRange days, Consumer<? super Revision> consumer);
}
