package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.AccountRules;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import io.banditpipeline.workflow.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one account of a source up to date. If {@link #run} fails or is stopped, running it again goes on after the
 * slices that are stored; what became of those is kept, once. Thread-safe, so that a try may begin while one that was
 * told to stop has not yet done so.
 */
public final class AccountCollection {
    private static final Logger LOG = LoggerFactory.getLogger(AccountCollection.class);

    /** How often a slice that broke off is asked for again at once; then the step waits before it does. */
    private static final int MAX_RESTARTS = 3;

    private final Storage storage;
    private final MetricsSource source;
    private final Account account;
    private final AccountRules rules;
    private final CollectionPlan plan;
    private final Reach reach;
    private final Instant now;
    private final InstantSource clock;
    private final SliceFetch fetch;
    private final AccountTally tally;
    private final SliceSizes sizes;
    private final AtomicReference<@Nullable SourceProfile> profile = new AtomicReference<>();
    private final AtomicReference<@Nullable List<PlannedSlice>> planned = new AtomicReference<>();
    private volatile boolean readmitted;

    AccountCollection(
            Storage storage,
            MetricsSource source,
            Account account,
            AccountRules rules,
            CollectionPlan plan,
            Reach reach,
            Instant now,
            InstantSource clock,
            SliceSizes sizes) {
        this.storage = storage;
        this.source = source;
        this.account = account;
        this.rules = rules;
        this.plan = plan;
        this.reach = reach;
        this.now = now;
        this.clock = clock;
        this.sizes = sizes;
        this.fetch = new SliceFetch(storage, source, rules, now, clock);
        this.tally = new AccountTally(account);
    }

    /**
     * Fetches and stores what is due and not stored yet, until all is or rules refuse a slice.
     *
     * @param cancellation stops it: nothing is stored any more
     * @param progress hears of each slice
     * @param recent gives what is stored of the days before and in a slice
     * @throws io.banditpipeline.metric.SourceException if a slice could not be fetched
     * @throws io.banditpipeline.workflow.CancelledException if it was told to stop
     * @throws RuntimeException if the storage or a rule fails, or the source has a bug
     */
    public void run(Cancellation cancellation, AccountProgress progress, Collector.Recent recent) {
        cancellation.throwIfCancelled();
        readmit();
        Instant began = clock.instant();
        List<PlannedSlice> slices = plan();
        int first = tally.stored();
        for (int next = first; next < slices.size() && refusal().isEmpty(); next = tally.stored()) {
            cancellation.throwIfCancelled();
            slices = inPieces(slices, next, maxDays());
            PlannedSlice slice = slices.get(next);
            progress.advanced(next, slices.size(), detail(slices, first, next, began));
            fetch(next, slice, recent, cancellation);
        }
        progress.advanced(
                tally.stored(), slices.size(), refusal().isEmpty() ? account.key() + " is done" : "a slice is refused");
    }

    /** Stores a slice, or finds out that it must be asked for in pieces. */
    private void fetch(int number, PlannedSlice slice, Collector.Recent recent, Cancellation cancellation) {
        for (int restarts = 0; ; restarts++) {
            try {
                tally.add(number, fetch.fetch(slice, recent.of(slice.slice()), cancellation));
                sizes.wentWell(slice.slice());
                return;
            } catch (SourceException e) {
                if (e.kind() == SourceException.Kind.SPLIT
                        && slice.slice().days().days() > 1) {
                    sizes.tooMuch(slice.slice());
                    LOG.info("{} was too much at once: {}", slice.slice(), e.getMessage());
                    return;
                }
                if (e.kind() != SourceException.Kind.RESTART) {
                    throw e;
                }
                if (restarts == MAX_RESTARTS) {
                    lessNextTime(slice.slice());
                    throw e;
                }
                LOG.info("{} broke off, asked for again: {}", slice.slice(), e.getMessage());
            }
        }
    }

    /** What breaks off every time may be too long for a connection that someone ends after a while. */
    private void lessNextTime(Slice slice) {
        if (slice.days().days() > 1) {
            sizes.tooMuch(slice);
        }
    }

    /** A plan whose next slice is not longer than some days. What is stored keeps its number. */
    private List<PlannedSlice> inPieces(List<PlannedSlice> slices, int next, int maxDays) {
        PlannedSlice slice = slices.get(next);
        if (slice.slice().days().days() <= maxDays) {
            return slices;
        }
        List<PlannedSlice> pieces = new ArrayList<>(slices.subList(0, next));
        pieces.addAll(slice.inPieces(maxDays));
        pieces.addAll(slices.subList(next + 1, slices.size()));
        List<PlannedSlice> made = List.copyOf(pieces);
        planned.set(made);
        return made;
    }

    private int maxDays() {
        SourceProfile known = profile();
        return sizes.maxDays(source.id(), account, known, CollectionPlan.granularity(known));
    }

    /** What the source can do for the account, asked once. */
    private SourceProfile profile() {
        SourceProfile known = profile.get();
        if (known != null) {
            return known;
        }
        SourceProfile usual = source.profile();
        SourceProfile asked = source.profile(account);
        if (asked.level() != usual.level() || !asked.granularities().equals(usual.granularities())) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "Source '" + source.id() + "' has level " + usual.level() + " and " + usual.granularities()
                            + " for all accounts, but " + asked.level() + " and " + asked.granularities() + " for "
                            + account.key() + ": a source has one level; mend the source",
                    null);
        }
        profile.set(asked);
        return asked;
    }

    /** Whether the same days are over at a moment: later, more is due than this knows of. */
    public boolean isOfSameDay(Instant moment) {
        return CollectionPlan.lastCompleteDay(account, moment).equals(CollectionPlan.lastCompleteDay(account, now));
    }

    /** Why rules refuse the slice that comes next; it is not asked for again. Empty if they do not. */
    public Optional<String> refusal() {
        return tally.refusal();
    }

    /** What a person should know. */
    public List<String> messages() {
        return tally.messages();
    }

    /**
     * What became of the account so far.
     *
     * @param failure why not all that is due is stored; empty if nothing failed, other than a slice that is refused
     */
    public AccountReport report(Optional<String> failure) {
        SourceProfile known = profile.get();
        return tally.report(
                source.id(),
                (known == null ? source.profile() : known).restatementDays(),
                isUpToDate(),
                failure.or(this::refusal));
    }

    /** Whether all that was asked for of the recent days is stored: what decisions rest on, but for older history. */
    private boolean isUpToDate() {
        List<PlannedSlice> slices = planned.get();
        if (slices == null) {
            return false;
        }
        LocalDate recent = CollectionPlan.firstRecentDay(CollectionPlan.lastCompleteDay(account, now));
        return slices.stream()
                .skip(tally.stored())
                .noneMatch(slice -> !slice.slice().days().last().isBefore(recent));
    }

    /** Made once: what is stored meanwhile is known by its number. */
    private List<PlannedSlice> plan() {
        List<PlannedSlice> known = planned.get();
        if (known != null) {
            return known;
        }
        SourceProfile can = profile();
        List<PlannedSlice> made = plan.slices(
                source,
                can,
                account,
                storage.metrics().watermark(source.id(), account, can.level(), CollectionPlan.granularity(can)),
                now,
                reach);
        List<PlannedSlice> other = planned.compareAndExchange(null, made);
        return other == null ? made : other;
    }

    private String detail(List<PlannedSlice> slices, int first, int next, Instant began) {
        Slice slice = slices.get(next).slice();
        String left = Estimate.left(
                        days(slices.subList(first, next)),
                        days(slices.subList(first, slices.size())),
                        Duration.between(began, clock.instant()))
                .map(time -> ", " + Estimate.text(time) + " left")
                .orElse("");
        return next + " of " + slices.size() + " slices" + left + "; now " + slice.days();
    }

    private static long days(List<PlannedSlice> slices) {
        return slices.stream().mapToLong(slice -> slice.slice().days().days()).sum();
    }

    /** Lets rows back in that may count by now: parked ones whose entity has an arm, held ones whose rules changed. */
    private void readmit() {
        if (readmitted) {
            return;
        }
        SliceReceipt receipt =
                storage.quarantine().readmit(account, source.profile().level());
        long parked = receipt.added() + receipt.changed();
        if (parked > 0) {
            tally.say(account.key() + ": " + parked
                    + " parked rows were admitted, since their entities now belong to arms");
        }
        long released = new Reexamination(
                        storage, source.id(), account, source.profile().level(), rules, now)
                .run();
        if (released > 0) {
            tally.say(account.key() + ": " + released
                    + " held rows were released, since the rules that they broke have changed");
        }
        readmitted = true;
    }
}
