package io.banditpipeline.core.internal.collect;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.core.internal.quality.RuleBook;
import io.banditpipeline.core.internal.quality.StandardRules;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Metric;
import io.banditpipeline.metric.Metrics;
import io.banditpipeline.metric.MetricsSource;
import io.banditpipeline.metric.ObservationSink;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.metric.SourceProfile;
import io.banditpipeline.quality.QualityPolicy;
import io.banditpipeline.quality.Validator;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.Watermark;
import io.banditpipeline.testkit.clock.ManualClock;
import io.banditpipeline.testkit.source.ScriptedSource;
import io.banditpipeline.testkit.store.InMemoryStorage;
import io.banditpipeline.workflow.Cancellation;
import io.banditpipeline.workflow.CancelledException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account with one mapped entity and a row a day, whose source can be interposed on. */
abstract class CollectionFixture {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final Currency USD = Currency.getInstance("USD");
    static final Account ACCOUNT = new Account("meta", "act_1", ZONE, USD);
    static final EntityRef ENTITY = new EntityRef(Level.CAMPAIGN, "1");
    static final LocalDate TODAY = LocalDate.of(2026, 3, 25);

    final InMemoryStorage storage = new InMemoryStorage();
    final ManualClock clock = ManualClock.at("2026-03-25T15:00:00Z");
    final ScriptedSource scripted = new ScriptedSource("meta", clock, ACCOUNT);
    final List<Validator> rules = new ArrayList<>(StandardRules.all());
    Interposed source = new Interposed(scripted, (slice, sink) -> scripted.fetch(slice, sink));

    @BeforeEach
    void script() {
        slicesOf(10);
        for (LocalDate day = TODAY.minusDays(100); !day.isAfter(TODAY); day = day.plusDays(1)) {
            scripted.put(ACCOUNT, ENTITY, day, metrics(day.getDayOfMonth()));
        }
        save(storage);
    }

    static void save(InMemoryStorage in) {
        in.catalog().save(List.of(Campaign.of("c", ZONE, USD)), List.of(Arm.of("a", "c", ACCOUNT, "x", ENTITY)));
    }

    @AfterEach
    void close() {
        storage.close();
    }

    void slicesOf(int maxDays) {
        scripted.withProfile(new SourceProfile(Level.CAMPAIGN, Set.of(Granularity.DAY), 3, maxDays));
    }

    AccountCollection collection(int historyDays, Reach reach) {
        return collection(storage, historyDays, reach, clock.instant());
    }

    AccountCollection collection(InMemoryStorage in, int historyDays, Reach reach, Instant now) {
        return new Collector(in, RuleBook.of(rules, QualityPolicy.ofDefaults()), historyDays, clock)
                .of(source, ACCOUNT, now, reach);
    }

    static void run(AccountCollection collection) {
        run(collection, Cancellation.never());
    }

    static void run(AccountCollection collection, Cancellation cancellation) {
        collection.run(cancellation, AccountProgress.silent(), slice -> Map.of());
    }

    Map<LocalDate, Metrics> facts() {
        return facts(storage);
    }

    static Map<LocalDate, Metrics> facts(InMemoryStorage in) {
        Map<LocalDate, Metrics> facts = new TreeMap<>();
        in.metrics()
                .dailyFacts(new FactQuery("c", new DateRange(TODAY.minusDays(500), TODAY.plusDays(30)), Instant.MAX))
                .forEach(fact -> facts.put(fact.day(), fact.metrics()));
        return facts;
    }

    /** The days that are complete, or null. */
    DateRange complete() {
        List<Watermark> marks = storage.metrics().watermarks();
        return marks.isEmpty()
                ? null
                : new DateRange(
                        marks.get(0).completeFrom().atZone(ZONE).toLocalDate(),
                        marks.get(0).completeUntil().atZone(ZONE).toLocalDate().minusDays(1));
    }

    static Metrics metrics(long clicks) {
        return Metrics.NONE
                .with(Metric.IMPRESSIONS, 1_000 + clicks)
                .with(Metric.CLICKS, clicks)
                .with(Metric.COST, 40_000_000 + clicks);
    }

    /** Days before yesterday, which is 0; today is -1. */
    static DateRange days(int first, int last) {
        return new DateRange(TODAY.minusDays(first + 1L), TODAY.minusDays(last + 1L));
    }

    /** How a slice is delivered. */
    @FunctionalInterface
    interface Delivery {
        void fetch(Slice slice, ObservationSink sink);
    }

    /** A source whose fetches a test takes over. */
    record Interposed(MetricsSource source, Delivery delivery) implements MetricsSource {
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
        public void fetch(Slice slice, ObservationSink sink) {
            delivery.fetch(slice, sink);
        }
    }

    /** A cancellation that a test pulls. */
    static final class Stop implements Cancellation {
        private volatile boolean pulled;

        void pull() {
            pulled = true;
        }

        @Override
        public boolean isCancelled() {
            return pulled;
        }

        @Override
        public void throwIfCancelled() {
            if (pulled) {
                throw new CancelledException("stopped by the test");
            }
        }

        @Override
        public Registration onCancel(Runnable action) {
            throw new UnsupportedOperationException("no source of these tests asks for it");
        }
    }
}
