package io.banditpipeline.testkit.source;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.metric.AccountListing;
import io.banditpipeline.metric.AccountListing.FailedAccount;
import io.banditpipeline.metric.Attribution;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Interval;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Origin;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.quality.RejectedRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A source that says what a test tells it to, and fails when the test wants it to.
 *
 * <p>It delivers the rows of the slice in the order in which they were put, observed at the clock's time. This class is
 * thread-safe.
 */
public final class ScriptedSource implements MetricsSource {
    private final String id;
    private final InstantSource clock;
    private final List<Account> accounts;
    private final Map<RowKey, Row> rows = new LinkedHashMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Map<String, FailedAccount> failed = new LinkedHashMap<>();
    private final Map<Account, DateRange> coverage = new LinkedHashMap<>();
    private final List<Slice> fetches = new ArrayList<>();
    private SourceProfile profile = SourceProfile.ofDefaults();

    private record RowKey(Account account, EntityRef entity, Interval interval) {}

    private record Row(Metrics metrics, Attribution attribution) {}

    private record Unreadable(Account account, LocalDate day, RejectedRow row) {}

    private record Failure(int afterRows, SourceException exception) {}

    /**
     * A source without rows.
     *
     * @param id its stable name
     * @param clock tells when rows are observed
     * @param accounts the accounts that it can read
     */
    public ScriptedSource(String id, InstantSource clock, Account... accounts) {
        this.id = id;
        this.clock = clock;
        this.accounts = List.of(accounts);
    }

    /** Answers {@link #profile()} from now on. */
    public synchronized ScriptedSource withProfile(SourceProfile value) {
        profile = value;
        return this;
    }

    /** Answers {@link #coverage(Account)} from now on. */
    public synchronized ScriptedSource withCoverage(Account account, DateRange days) {
        coverage.put(account, days);
        return this;
    }

    /** Adds a row, or restates it if there is one of the entity and interval. */
    public ScriptedSource put(Account account, EntityRef entity, Interval interval, Metrics metrics) {
        return put(account, entity, interval, metrics, Attribution.UNKNOWN);
    }

    /** Adds or restates a row with its attribution. */
    public synchronized ScriptedSource put(
            Account account, EntityRef entity, Interval interval, Metrics metrics, Attribution attribution) {
        rows.put(new RowKey(account, entity, interval), new Row(metrics, attribution));
        return this;
    }

    /** Adds or restates the row of a local day. */
    public ScriptedSource put(Account account, EntityRef entity, LocalDate day, Metrics metrics) {
        return put(account, entity, Interval.ofDay(day, account.zone()), metrics);
    }

    /**
     * Lets a row vanish.
     *
     * @throws IllegalArgumentException if there is no such row
     */
    public synchronized ScriptedSource remove(Account account, EntityRef entity, Interval interval) {
        if (rows.remove(new RowKey(account, entity, interval)) == null) {
            throw new IllegalArgumentException("there is no row of " + entity + " in " + interval + " to remove");
        }
        return this;
    }

    /** Adds a row that cannot be read: it is rejected by every fetch of its day, at any granularity. */
    public synchronized ScriptedSource putUnreadable(Account account, LocalDate day, RejectedRow row) {
        unreadable.add(new Unreadable(account, day, row));
        return this;
    }

    /** Forgets all rows that cannot be read, as if the platform had mended them. */
    public synchronized ScriptedSource clearUnreadable() {
        unreadable.clear();
        return this;
    }

    /**
     * Lets the next fetch fail that has not yet been told to. Calling this n times makes the next n fetches fail.
     *
     * @param afterRows how many rows it still delivers; at least 0; if the slice has fewer, it fails after the last
     * @param exception what it throws
     * @throws IllegalArgumentException if {@code afterRows} is negative
     */
    public synchronized ScriptedSource failNextFetch(int afterRows, SourceException exception) {
        if (afterRows < 0) {
            throw new IllegalArgumentException("afterRows must not be negative, but is " + afterRows);
        }
        failures.add(new Failure(afterRows, exception));
        return this;
    }

    /** The slices that were asked for, failed ones too, in order. */
    public synchronized List<Slice> fetches() {
        return List.copyOf(fetches);
    }

    @Override
    public String id() {
        return id;
    }

    /** Lists an account as failed from now on, one that it cannot read at all or one of its own. */
    public synchronized ScriptedSource failAccount(FailedAccount account) {
        failed.put(account.key(), account);
        return this;
    }

    /** Lists no account as failed any more. */
    public synchronized ScriptedSource mendAccounts() {
        failed.clear();
        return this;
    }

    @Override
    public List<Account> accounts() {
        return listAccounts().orThrow();
    }

    @Override
    public synchronized AccountListing listAccounts() {
        return new AccountListing(
                accounts.stream()
                        .filter(account -> !failed.containsKey(account.key()))
                        .toList(),
                List.copyOf(failed.values()));
    }

    @Override
    public synchronized SourceProfile profile() {
        return profile;
    }

    @Override
    public synchronized Optional<DateRange> coverage(Account account) {
        return Optional.ofNullable(coverage.get(account));
    }

    /**
     * Delivers the rows of the slice; rejected ones last.
     *
     * @throws SourceException if the test wanted it to fail
     */
    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        List<Observation> found;
        List<RejectedRow> rejected;
        Failure failure;
        synchronized (this) {
            fetches.add(slice);
            failure = failures.poll();
            found = find(slice);
            rejected = unreadable.stream()
                    .filter(row -> row.account().equals(slice.account())
                            && slice.days().contains(row.day()))
                    .map(Unreadable::row)
                    .toList();
        }
        int complete = failure == null ? found.size() : Math.min(failure.afterRows(), found.size());
        found.subList(0, complete).forEach(sink::accept);
        failIfWanted(failure);
        rejected.forEach(sink::reject);
    }

    private static void failIfWanted(@Nullable Failure failure) {
        if (failure != null) {
            throw failure.exception();
        }
    }

    private List<Observation> find(Slice slice) {
        Instant now = clock.instant();
        List<Observation> found = new ArrayList<>();
        rows.forEach((key, row) -> {
            if (isIn(slice, key)) {
                found.add(new Observation(
                        key.entity(),
                        key.interval(),
                        now,
                        Origin.PULLED,
                        row.metrics(),
                        key.account().currency(),
                        row.attribution()));
            }
        });
        return found;
    }

    private static boolean isIn(Slice slice, RowKey key) {
        return key.account().equals(slice.account())
                && key.entity().level() == slice.level()
                && key.interval().granularity() == slice.granularity()
                && slice.days().contains(key.interval().day());
    }
}
