package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.DailyFact;
import io.banditpipeline.metric.DailyFacts;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.metric.Granularity;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.metric.Revision;
import io.banditpipeline.metric.Slice;
import io.banditpipeline.quality.RejectedRow;
import io.banditpipeline.store.FactQuery;
import io.banditpipeline.store.MetricStore;
import io.banditpipeline.store.SliceContent;
import io.banditpipeline.store.SliceReceipt;
import io.banditpipeline.store.Watermark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Metrics in memory: every answer is computed from all revisions. */
final class InMemoryMetrics implements MetricStore {
    private static final SliceReceipt NOTHING = new SliceReceipt(0, 0, 0, 0);

    private final Object lock;
    private final InMemoryCatalog catalog;
    private final RevisionTable revisions;
    private final HeldTable held;
    private final ParkedTable parked;
    private final Map<Feed, Complete> watermarks = new HashMap<>();

    private record Feed(String source, String accountKey, Level level, Granularity granularity) {}

    InMemoryMetrics(Object lock, InMemoryCatalog catalog, RevisionTable revisions, HeldTable held, ParkedTable parked) {
        this.lock = lock;
        this.catalog = catalog;
        this.revisions = revisions;
        this.held = held;
        this.parked = parked;
    }

    /** Reads all of the content, then checks it, and only then writes: a failure on the way leaves nothing behind. */
    @Override
    public SliceReceipt replace(SliceContent content) {
        List<Observation> rows = copy(content.rows());
        List<Observation> waiting = copy(content.parked());
        List<RejectedRow> rejected = copy(content.rejected());
        Slice slice = content.slice();
        Instant observedAt = Kept.micros(content.observedAt());
        synchronized (lock) {
            List<Kept> next = owned(slice.account(), rows);
            Set<RowKey> delivered = new HashSet<>();
            rows.forEach(row -> delivered.add(RowKey.of(slice.account(), row)));
            waiting.forEach(row -> delivered.add(RowKey.of(slice.account(), row)));
            next.addAll(revisions.vanished(
                    slice,
                    observedAt,
                    content.completeUntil(),
                    delivered,
                    known -> rejected.isEmpty() || known.precedence() == 0));
            parked.replace(slice, waiting);
            held.replace(HeldTable.Scope.of(slice), rejected, observedAt);
            watermarks.merge(feed(slice), Complete.of(content), Complete::and);
            return keep(slice.account(), next);
        }
    }

    @Override
    public SliceReceipt append(Account account, Iterable<Observation> rows) {
        List<Observation> copies = copy(rows);
        synchronized (lock) {
            return keep(account, owned(account, copies));
        }
    }

    @Override
    public Optional<Watermark> watermark(String source, Account account, Level level, Granularity granularity) {
        Feed feed = new Feed(source, account.key(), level, granularity);
        return watermarks().stream()
                .filter(mark ->
                        feed.equals(new Feed(mark.source(), mark.accountKey(), mark.level(), mark.granularity())))
                .findFirst();
    }

    @Override
    public List<Watermark> watermarks() {
        synchronized (lock) {
            return watermarks.entrySet().stream()
                    .map(entry -> new Watermark(
                            entry.getKey().source(),
                            entry.getKey().accountKey(),
                            entry.getKey().level(),
                            entry.getKey().granularity(),
                            entry.getValue().from(),
                            entry.getValue().until()))
                    .sorted(Comparator.comparing(Watermark::source)
                            .thenComparing(Watermark::accountKey)
                            .thenComparing(Watermark::level)
                            .thenComparing(Watermark::granularity))
                    .toList();
        }
    }

    @Override
    public DailyFacts dailyFacts(FactQuery query) {
        return consumer -> facts(query).forEach(consumer);
    }

    @Override
    public Optional<DateRange> days(String campaignId) {
        List<LocalDate> days =
                facts(new FactQuery(campaignId, new DateRange(LocalDate.MIN, LocalDate.MAX), Instant.MAX)).stream()
                        .map(DailyFact::day)
                        .sorted()
                        .toList();
        return days.isEmpty() ? Optional.empty() : Optional.of(new DateRange(days.get(0), days.get(days.size() - 1)));
    }

    @Override
    public void revisions(String armId, DateRange days, Consumer<? super Revision> consumer) {
        List<Revision> found = new ArrayList<>();
        synchronized (lock) {
            for (List<Kept> ofRow : revisions.rows().values()) {
                Kept effective = RevisionTable.effective(ofRow, Instant.MAX);
                for (Kept kept : ofRow) {
                    if (kept.armId().equals(armId)
                            && days.contains(kept.observation().interval().day())) {
                        found.add(new Revision(armId, kept.observation(), kept.tombstone(), kept.equals(effective)));
                    }
                }
            }
        }
        found.forEach(consumer);
    }

    private List<DailyFact> facts(FactQuery query) {
        DailyRollUp rollUp = new DailyRollUp(query);
        synchronized (lock) {
            revisions.rows().forEach((key, ofRow) -> {
                if (catalog.isIn(query.campaignId(), ofRow.get(0).armId())) {
                    rollUp.add(key, ofRow);
                }
            });
        }
        return rollUp.facts();
    }

    private SliceReceipt keep(Account account, List<Kept> next) {
        SliceReceipt receipt = NOTHING;
        for (Kept kept : next) {
            receipt = RevisionTable.sum(receipt, revisions.keep(account, kept));
        }
        return receipt;
    }

    private List<Kept> owned(Account account, List<Observation> rows) {
        List<Kept> next = new ArrayList<>();
        rows.forEach(row -> next.add(Kept.row(catalog.requireOwner(account, row.entity()), row)));
        next.sort(Comparator.comparing(Kept::observedAt));
        return next;
    }

    private static Feed feed(Slice slice) {
        return new Feed(slice.source(), slice.account().key(), slice.level(), slice.granularity());
    }

    static <T> List<T> copy(Iterable<T> items) {
        List<T> copy = new ArrayList<>();
        items.forEach(copy::add);
        return copy;
    }
}
