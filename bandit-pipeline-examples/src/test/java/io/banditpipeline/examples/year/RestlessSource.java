package io.banditpipeline.examples.year;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A platform that restates its days, and whose rows vanish and come back: a function of the row and of the time of the
 * world. What a process observes it dates by its own clock. Thread-safe.
 */
final class RestlessSource implements MetricsSource {
    private static final double VANISHING = 0.01;
    private static final double RESTATED = 0.03;

    private final MetricsSource source;
    private final InstantSource world;
    private final InstantSource host;

    /**
     * @param source what is reported at first
     * @param world the time that it really is
     * @param host the clock of the process
     */
    RestlessSource(MetricsSource source, InstantSource world, InstantSource host) {
        this.source = source;
        this.world = world;
        this.host = host;
    }

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
        return source.profile();
    }

    @Override
    public Optional<DateRange> coverage(Account account) {
        return source.coverage(account);
    }

    @Override
    public void fetch(Slice slice, ObservationSink sink) {
        Instant now = world.instant();
        source.fetch(slice, new ObservationSink() {
            @Override
            public void accept(Observation row) {
                deliver(row, now, sink);
            }

            @Override
            public void reject(io.banditpipeline.quality.RejectedRow row) {
                sink.reject(row);
            }
        });
    }

    private void deliver(Observation row, Instant now, ObservationSink sink) {
        long day = row.interval().day().toEpochDay();
        SplittableRandom fate = new SplittableRandom(row.entity().id().hashCode() * 31L + day);
        long ageHours = Duration.between(row.interval().end(), now).toHours();
        double kind = fate.nextDouble();
        long from = fate.nextLong(12, 20 * 24);
        long until = from + fate.nextLong(6, 5 * 24);
        if (kind < VANISHING && ageHours >= from && ageHours < until) {
            return;
        }
        boolean restated = kind > 1 - RESTATED && ageHours >= from;
        Metrics metrics = restated ? more(row.metrics()) : row.metrics();
        sink.accept(new Observation(
                row.entity(),
                row.interval(),
                host.instant(),
                row.origin(),
                metrics,
                row.currency(),
                row.attribution()));
    }

    private static Metrics more(Metrics was) {
        return new Metrics(
                was.impressions() + was.impressions() / 20,
                was.clicks(),
                was.conversionMicros(),
                was.costMicros() + was.costMicros() / 25,
                was.revenueMicros());
    }
}
