package io.banditpipeline.metric;

import io.banditpipeline.call.ApiCallLog;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Entity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /**
     * The accounts that it can read. May call the platform.
     *
     * @throws SourceException if they could not be listed whole: an account that fails is never left out
     */
    List<Account> accounts();

    /**
     * As {@link #accounts()}, for a source whose accounts may fail one by one: an account that the platform refuses, or
     * whose time zone or currency is unknown, then fails by itself and the others are collected. This is what a
     * pipeline asks for. Of an account that failed nothing is fetched, and nothing that is stored of it is taken to be
     * fresh.
     *
     * @return each account once; by default {@link #accounts()}, none of which failed
     * @throws SourceException if nobody can tell which accounts there are
     */
    default AccountListing listAccounts() {
        List<Account> accounts = Objects.requireNonNull(
                accounts(), () -> "source '" + id() + "' returned null instead of its accounts: mend the source");
        accounts.forEach(account -> Objects.requireNonNull(
                account, () -> "source '" + id() + "' lists null as one of its accounts: mend the source"));
        return AccountListing.of(accounts);
    }

    /** What it can do. */
    default SourceProfile profile() {
        return SourceProfile.ofDefaults();
    }

    /**
     * What it can do for one account, where that differs: a platform may tell how long an account's conversions come
     * in. May call the platform; asked once per account and run.
     *
     * @return as {@link #profile()}, but for the days that may be restated and those asked for at once
     * @throws SourceException if it could not be found out
     */
    default SourceProfile profile(Account account) {
        return profile();
    }

    /**
     * All campaigns, ad groups and ads of an account down to the level of its rows, those that do not run any more
     * included as far as the platform lists them. May call the platform.
     *
     * @return each entity once, in any order; empty if the source cannot tell
     * @throws SourceException if they could not be listed whole
     */
    default List<Entity> entities(Account account) {
        return List.of();
    }

    /**
     * Tells the source who hears of its calls from now on. A pipeline does so once, when it is built; a source that
     * several pipelines share tells all of them of every call.
     */
    default void attach(ApiCallLog log) {}

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
