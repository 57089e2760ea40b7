package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.ArmHistory;
import io.banditpipeline.store.Storage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Brings the storage up to date with sources, one account at a time. Thread-safe. */
public final class Collector {
    private final Storage storage;
    private final RuleBook rules;
    private final CollectionPlan plan;
    private final InstantSource clock;
    private final SliceSizes sizes;

    /**
     * @param storage where rows go
     * @param rules the rules of rows and slices
     * @param historyDays how many days are wanted of an account
     * @param clock no row was observed later than it shows
     */
    public Collector(Storage storage, RuleBook rules, int historyDays, InstantSource clock) {
        this.storage = storage;
        this.rules = rules;
        this.plan = new CollectionPlan(historyDays);
        this.clock = clock;
        this.sizes = new SliceSizes(storage.sliceSizes(), clock);
    }

    /** Gives the recent days of a slice's account as they are stored, by arm id. */
    @FunctionalInterface
    public interface Recent {
        /** The days before and in a slice. */
        Map<String, ArmHistory> of(Slice slice);
    }

    /**
     * The collection of one account; nothing is asked of the source until it is run.
     *
     * @param source the source
     * @param account one of its accounts
     * @param now the moment of the run
     * @param reach which days are meant
     */
    public AccountCollection of(MetricsSource source, Account account, Instant now, Reach reach) {
        return new AccountCollection(
                storage, source, account, rules.rules(account, now), plan, reach, now, clock, sizes);
    }
}
