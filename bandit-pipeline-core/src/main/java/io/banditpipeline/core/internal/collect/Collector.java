package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.run.Progress;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Storage;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the storage up to date with one source. Thread-safe. */
public final class Collector {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final double MAX_QUARANTINED_SHARE = 0.1;

    private final Storage storage;
    private final List<Validator> validators;
    private final CollectionPlan plan;
    private final InstantSource clock;
    private final Progress progress;

    /**
     * @param storage where rows go
     * @param validators the rules of rows
     * @param historyDays how many days are fetched when nothing is known yet
     * @param clock no row was observed later than it shows
     * @param progress hears of each slice
     */
    public Collector(
            Storage storage, List<Validator> validators, int historyDays, InstantSource clock, Progress progress) {
        this.storage = storage;
        this.validators = List.copyOf(validators);
        this.plan = new CollectionPlan(historyDays);
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What became of a source's rows.
     *
     * @param counts the counts
     * @param currentAccounts keys of the accounts that are up to date
     * @param failedAccounts keys of the accounts that are not
     * @param broken whether a failure was none that a source may throw: a bug, or the storage
     * @param messages errors and remarks for a person
     */
    public record Result(
            StepCounts counts,
            List<String> currentAccounts,
            List<String> failedAccounts,
            boolean broken,
            List<String> messages) {}

    /**
     * Fetches and stores all that is due; an account that fails does not keep the others from being collected.
     *
     * @param sourceByFeed which source delivers an account's level in this run; added to. Of one feed each source would
     *     take the other's rows to be gone, so a second one is refused.
     */
    public Result collect(MetricsSource source, Instant now, Map<String, String> sourceByFeed) {
        Tally tally = new Tally();
        for (Account account : source.accounts()) {
            try {
                claim(source, account, sourceByFeed);
                StepCounts before = tally.counts;
                collect(source, account, now, tally);
                judge(account, before, tally);
            } catch (SourceException e) {
                LOG.warn("source={} account={} kind={} {}", source.id(), account.key(), e.kind(), e.getMessage());
                tally.failed(account, String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.error("source={} account={} broke", source.id(), account.key(), e);
                tally.failed(account, e.toString());
                tally.broken = true;
            }
        }
        return new Result(
                tally.counts,
                List.copyOf(tally.currentAccounts),
                List.copyOf(tally.failedAccounts),
                tally.broken,
                List.copyOf(tally.messages));
    }

    /** Of an account whose rows are largely unusable the others are no ground for a decision (R10). */
    private static void judge(Account account, StepCounts before, Tally tally) {
        long fetched = tally.counts.fetched() - before.fetched();
        long quarantined = tally.counts.quarantined() - before.quarantined();
        if (quarantined > MAX_QUARANTINED_SHARE * fetched) {
            tally.failed(
                    account,
                    quarantined + " of " + fetched + " rows cannot be used; more than "
                            + Math.round(100 * MAX_QUARANTINED_SHARE) + " % are too many to decide on");
        } else {
            tally.currentAccounts.add(account.key());
        }
        long duplicates = tally.counts.duplicates() - before.duplicates();
        if (duplicates > 0) {
            tally.messages.add(
                    account.key() + ": " + duplicates + " rows repeat an entity and interval of the same fetch;"
                            + " the newest one counts, and of equally new ones the last");
        }
    }

    private static void claim(MetricsSource source, Account account, Map<String, String> sourceByFeed) {
        String feed = account.key() + " at level " + source.profile().level();
        String owner = sourceByFeed.putIfAbsent(feed, source.id());
        if (owner != null) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "source '" + owner + "' delivers account " + feed + " already; make one source of the two, or let"
                            + " '" + source.id() + "' deliver another level",
                    null);
        }
    }

    private void collect(MetricsSource source, Account account, Instant now, Tally tally) {
        var level = source.profile().level();
        SliceReceipt readmitted = storage.quarantine().readmit(account, level);
        if (readmitted.added() + readmitted.changed() > 0) {
            tally.messages.add(account.key() + ": " + (readmitted.added() + readmitted.changed())
                    + " parked rows were admitted, since their entities now belong to arms");
        }
        Optional<Watermark> watermark =
                storage.metrics().watermark(source.id(), account, level, CollectionPlan.granularity(source.profile()));
        List<Slice> slices = plan.slices(source, account, watermark, now);
        for (int i = 0; i < slices.size(); i++) {
            progress.advanced(
                    "collect " + source.id(), i, slices.size(), slices.get(i).toString());
            collect(source, slices.get(i), now, tally);
        }
        progress.advanced("collect " + source.id(), slices.size(), slices.size(), account.key() + " is up to date");
    }

    private void collect(MetricsSource source, Slice slice, Instant now, Tally tally) {
        var mapped =
                storage.catalog().armsByEntity(slice.account(), slice.level()).keySet();
        try (SliceBuffer buffer = new SliceBuffer(slice, now, clock, mapped, validators)) {
            source.fetch(slice, buffer);
            StepCounts counts = buffer.counts(storage.metrics().replace(buffer));
            LOG.debug("{} {}", slice, counts);
            tally.counts = tally.counts.plus(counts);
            buffer.remarks().stream()
                    .limit(Math.max(0, Tally.MAX_MESSAGES - tally.messages.size()))
                    .forEach(tally.messages::add);
        }
    }

    /** Sums up one source. */
    private static final class Tally {
        static final int MAX_MESSAGES = 20;

        private StepCounts counts = StepCounts.ZERO;
        private final List<String> currentAccounts = new ArrayList<>();
        private final List<String> failedAccounts = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private boolean broken;

        private void failed(Account account, String why) {
            failedAccounts.add(account.key());
            messages.add(account.key() + " is not up to date: " + why);
        }
    }
}
