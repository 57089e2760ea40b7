package io.banditpipeline.metric;

import io.banditpipeline.campaign.Account;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that reports ad metrics: a platform's API, a file, a host's own warehouse.
 *
 * <p>A source promises that one {@code fetch} that returns normally has delivered <em>all</em> rows of the slice as
 * they stand: rows it left out are taken to be gone (R2). It need not remember anything between calls.
 *
 * <p>A source may assume that it is asked for whole account-local days that lie within its coverage, at most
 * {@code maxSliceDays} at once, and that asking twice is normal. Different slices may be fetched at the same time on
 * different threads, so implementations are thread-safe.
 */
public interface MetricsSource {
    /** A stable name, such as {@code "google_ads"}; watermarks are kept under it. */
    String id();

    /** The accounts that it can read. May call the platform. */
    List<Account> accounts();

    /** What it can do. */
    default SourceProfile profile() {
        return SourceProfile.ofDefaults();
    }

    /**
     * The days that it can answer for, where that is bounded, as for a file.
     *
     * @return the days, or empty if any day may be asked for
     */
    default Optional<DateRange> coverage(Account account) {
        return Optional.empty();
    }

    /**
     * What of it will end soon: credentials, the version of an API. Told from what is known already: it calls nobody
     * and answers at once, since health checks ask it.
     *
     * @param now the moment of asking
     * @return all that is known, however far off; how early a person is told is the pipeline's to decide
     */
    default List<SourceNotice> notices(Instant now) {
        return List.of();
    }

    /**
     * Delivers all rows of a slice, in any order.
     *
     * @throws SourceException if the slice could not be delivered whole; nothing of it is then stored
     */
    void fetch(Slice slice, ObservationSink sink);
}
