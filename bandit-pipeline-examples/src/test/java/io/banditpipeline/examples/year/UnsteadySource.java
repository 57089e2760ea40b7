package io.banditpipeline.examples.year;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceException;
import io.banditpipeline.metric.SourceException.Kind;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.quality.RejectedRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a platform that fails now and then: at once, half-way, or for days. Which fetch of an account fails
 * depends on its number and the seed only. Thread-safe.
 */
final class UnsteadySource implements MetricsSource {
    private static final Kind[] KINDS = {Kind.TRANSIENT, Kind.THROTTLED, Kind.RESTART};

    private final MetricsSource source;
    private final InstantSource world;
    private final long seed;
    private final double share;
    private final Instant until;
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<Instant, Instant> outages = new TreeMap<>();
    private final Map<Kind, Integer> failures = new TreeMap<>();

    /**
     * @param source what is reached if nothing fails
     * @param world the time that it really is
     * @param seed says which calls fail
     * @param share how many of the fetches fail
     * @param until from when on none fails
     */
    UnsteadySource(MetricsSource source, InstantSource world, long seed, double share, Instant until) {
        this.source = source;
        this.world = world;
        this.seed = seed;
        this.share = share;
        this.until = until;
    }

    /** Lets every call fail for some time. */
    synchronized void fail(Instant from, Duration duration) {
        outages.put(from, from.plus(duration));
    }

    /** How many calls failed, by kind. */
    synchronized Map<Kind, Integer> failures() {
        return new TreeMap<>(failures);
    }

    @Override
    public String id() {
        return source.id();
    }

    @Override
    public List<Account> accounts() {
        SourceException failure = failure("accounts", share / 8);
        if (failure != null) {
            throw failure;
        }
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
        SourceException failure = failure(slice.account().key(), share);
        if (failure == null) {
            source.fetch(slice, sink);
            return;
        }
        source.fetch(
                slice,
                new Broken(sink, failure, Math.floorMod(failure.getMessage().hashCode(), 40)));
        throw failure;
    }

    private synchronized @Nullable SourceException failure(String what, double likely) {
        int number = calls.merge(what, 1, Integer::sum);
        SplittableRandom chance = new SplittableRandom(seed ^ (what.hashCode() * 1_000_003L + number));
        Instant now = world.instant();
        boolean away = outages.entrySet().stream()
                .anyMatch(outage -> !now.isBefore(outage.getKey()) && now.isBefore(outage.getValue()));
        if (!away && (!now.isBefore(until) || chance.nextDouble() >= likely)) {
            return null;
        }
        Kind kind = away && number % 3 == 0 ? Kind.AUTHENTICATION : KINDS[chance.nextInt(KINDS.length)];
        Duration retryAfter =
                kind == Kind.THROTTLED && chance.nextBoolean() ? Duration.ofSeconds(chance.nextLong(1, 600)) : null;
        failures.merge(kind, 1, Integer::sum);
        return new SourceException(kind, "call " + number + " for " + what + " failed at " + now, null, retryAfter);
    }

    /** Fails at a row. */
    private static final class Broken implements ObservationSink {
        private final ObservationSink sink;
        private final SourceException failure;
        private int rowsLeft;

        Broken(ObservationSink sink, SourceException failure, int rowsLeft) {
            this.sink = sink;
            this.failure = failure;
            this.rowsLeft = rowsLeft;
        }

        @Override
        public void accept(Observation row) {
            if (rowsLeft-- <= 0) {
                throw failure;
            }
            sink.accept(row);
        }

        @Override
        public void reject(RejectedRow row) {
            sink.reject(row);
        }
    }
}
