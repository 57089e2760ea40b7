package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.AccountReport;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.run.Progress;
import io.banditpipeline.run.StepCounts;
import io.banditpipeline.store.Storage;
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

    private final Storage storage;
    private final RuleBook rules;
    private final CollectionPlan plan;
    private final InstantSource clock;
    private final Progress progress;

    /**
     * @param storage where rows go
     * @param rules the rules of rows and slices
     * @param historyDays how many days are fetched when nothing is known yet
     * @param clock no row was observed later than it shows
     * @param progress hears of each slice
     */
    public Collector(Storage storage, RuleBook rules, int historyDays, InstantSource clock, Progress progress) {
        this.storage = storage;
        this.rules = rules;
        this.plan = new CollectionPlan(historyDays);
        this.clock = clock;
        this.progress = progress;
    }

    /** Gives the recent days of a slice's account as they are stored, by arm id. */
    @FunctionalInterface
    public interface Recent {
        /** The days before and in a slice. */
        Map<String, ArmHistory> of(Slice slice);
    }

    /**
     * What became of a source's rows.
     *
     * @param accounts what became of each account
     * @param broken whether a failure was none that a source may throw: a bug, or the storage
     * @param messages errors and remarks for a person
     */
    public record Result(List<AccountReport> accounts, boolean broken, List<String> messages) {
        /** The counts of all accounts. */
        public StepCounts counts() {
            return accounts.stream().map(AccountReport::counts).reduce(StepCounts.ZERO, StepCounts::plus);
        }

        /** Whether every account is up to date. */
        public boolean complete() {
            return accounts.stream().allMatch(account -> account.failure().isEmpty());
        }
    }

    /**
     * Fetches and stores all that is due; an account that fails does not keep the others from being collected.
     *
     * @param sourceByFeed which source delivers an account's level in this run; added to. Of one feed each source would
     *     take the other's rows to be gone, so a second one is refused.
     * @param recent what is stored
     */
    public Result collect(MetricsSource source, Instant now, Map<String, String> sourceByFeed, Recent recent) {
        Tally tally = new Tally();
        for (Account account : source.accounts()) {
            collect(source, account, now, sourceByFeed, recent, tally);
        }
        return new Result(List.copyOf(tally.accounts), tally.broken, List.copyOf(tally.messages));
    }

    private void collect(
            MetricsSource source,
            Account account,
            Instant now,
            Map<String, String> sourceByFeed,
            Recent recent,
            Tally tally) {
        AccountCollection collection =
                new AccountCollection(storage, source, account, rules.rules(account, now), now, clock, progress);
        try {
            claim(source, account, sourceByFeed);
            collection.readmit();
            collection.collect(due(source, account, now), recent::of);
            tally.add(collection, collection.failure());
        } catch (SourceException e) {
            LOG.warn("source={} account={} kind={} {}", source.id(), account.key(), e.kind(), e.getMessage());
            tally.add(collection, Optional.of(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("source={} account={} broke", source.id(), account.key(), e);
            tally.add(collection, Optional.of(e.toString()));
            tally.broken = true;
        }
    }

    private List<Slice> due(MetricsSource source, Account account, Instant now) {
        return plan.slices(
                source,
                account,
                storage.metrics()
                        .watermark(
                                source.id(),
                                account,
                                source.profile().level(),
                                CollectionPlan.granularity(source.profile())),
                now);
    }

    private static void claim(MetricsSource source, Account account, Map<String, String> sourceByFeed) {
        Level level = source.profile().level();
        String feed = account.key() + " at level " + level;
        String owner = sourceByFeed.putIfAbsent(feed, source.id());
        if (owner != null) {
            throw new SourceException(
                    SourceException.Kind.CONFIGURATION,
                    "source '" + owner + "' delivers account " + feed + " already; make one source of the two, or let"
                            + " '" + source.id() + "' deliver another level",
                    null);
        }
    }

    /** Sums up one source. */
    private static final class Tally {
        static final int MAX_MESSAGES = 20;

        private final List<AccountReport> accounts = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private boolean broken;

        private void add(AccountCollection collection, Optional<String> failure) {
            AccountReport report = collection.report(failure);
            accounts.add(report);
            collection.messages().stream()
                    .limit(Math.max(0, MAX_MESSAGES - messages.size()))
                    .forEach(messages::add);
            failure.ifPresent(why -> messages.add(report.account().key() + " is not up to date: " + why));
        }
    }
}
