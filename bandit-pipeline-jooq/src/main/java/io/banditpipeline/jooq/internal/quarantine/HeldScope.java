package io.banditpipeline.jooq.internal.quarantine;

import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Slice;
import java.util.Locale;

/**
 * What was being fetched when rows were held: a later fetch of all of it tells which of them are gone.
 *
 * @param source the source
 * @param subject the account or campaign
 * @param kind what kind of rows; at most 40 characters
 * @param days the days that were fetched
 */
public record HeldScope(String source, String subject, String kind, DateRange days) {
    /** The kind of rows that are outcomes. */
    static final String OUTCOME = "outcome";

    /** The scope of a slice of metrics. */
    public static HeldScope of(Slice slice) {
        String kind = (slice.level() + "/" + slice.granularity()).toLowerCase(Locale.ROOT);
        return new HeldScope(slice.source(), slice.account().key(), kind, slice.days());
    }

    /** The scope of a campaign's outcomes. */
    public static HeldScope ofOutcomes(String source, String campaignId, DateRange days) {
        return new HeldScope(source, campaignId, OUTCOME, days);
    }
}
