package io.banditpipeline.examples;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A source that does something else than it should.
 *
 * @param source the source as it should be
 * @param listing what becomes of its accounts
 * @param fetching what it does instead of fetching
 */
record Meddled(MetricsSource source, UnaryOperator<List<Account>> listing, Fetching fetching) implements MetricsSource {
    /** Delivers a slice, or does something else. */
    @FunctionalInterface
    interface Fetching {
        /** Called instead of the source's own method. */
        void fetch(MetricsSource source, Slice slice, ObservationSink sink);
    }

    static UnaryOperator<MetricsSource> listing(UnaryOperator<List<Account>> listing) {
        return source -> new Meddled(source, listing, MetricsSource::fetch);
    }

    static UnaryOperator<MetricsSource> fetching(Fetching fetching) {
        return source -> new Meddled(source, accounts -> accounts, fetching);
    }

    @Override
    public String id() {
        return source.id();
    }

    @Override
    public List<Account> accounts() {
        return listing.apply(source.accounts());
    }

    @Override
    public SourceProfile profile() {
        return source.profile();
    }

    @Override
    public Optional<DateRange> coverage(Account account) {
        return source.coverage(account);
    }

    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        fetching.fetch(source, slice, sink);
    }
}
