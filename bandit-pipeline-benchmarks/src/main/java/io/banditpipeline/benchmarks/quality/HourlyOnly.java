package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A source that offers hours only, so that hours are what is collected. */
record HourlyOnly(MetricsSource source) implements MetricsSource {
    @Override
    public String id() {
        return source.id();
    }

    @Override
    public List<Account> accounts() {
        return source.accounts();
    }

    @Override
    public SourceProfile profile() {
        SourceProfile profile = source.profile();
        return new SourceProfile(
                profile.level(), Set.of(Granularity.HOUR), profile.restatementDays(), profile.maxSliceDays());
    }

    @Override
    public Optional<DateRange> coverage(Account account) {
        return source.coverage(account);
    }

    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        source.fetch(slice, sink);
    }
}
