package io.banditpipeline.testkit.store;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.metric.Observation;
import io.banditpipeline.store.HeldRow;
import io.banditpipeline.store.QuarantineStore;
import io.banditpipeline.store.SliceReceipt;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Held and parked rows in memory. */
final class InMemoryQuarantine implements QuarantineStore {
    private final Object lock;
    private final InMemoryCatalog catalog;
    private final RevisionTable revisions;
    private final HeldTable held;
    private final ParkedTable parked;

    InMemoryQuarantine(
            Object lock, InMemoryCatalog catalog, RevisionTable revisions, HeldTable held, ParkedTable parked) {
        this.lock = lock;
        this.catalog = catalog;
        this.revisions = revisions;
        this.held = held;
        this.parked = parked;
    }

    @Override
    public void held(Consumer<? super HeldRow> consumer) {
        List<HeldRow> rows;
        synchronized (lock) {
            rows = held.rows();
        }
        rows.forEach(consumer);
    }

    @Override
    public Map<String, Map<String, Long>> parkedByEntity() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        synchronized (lock) {
            for (ParkedTable.Waiting waiting : parked.rows()) {
                counts.computeIfAbsent(waiting.account().key(), unused -> new TreeMap<>())
                        .merge(waiting.row().entity().id(), 1L, Long::sum);
            }
        }
        return counts;
    }

    @Override
    public SliceReceipt readmit(Account account, Level level) {
        SliceReceipt receipt = new SliceReceipt(0, 0, 0, 0);
        synchronized (lock) {
            for (Observation row : parked.rows(account, level)) {
                String armId = catalog.owner(account, row.entity());
                if (armId != null) {
                    receipt = RevisionTable.sum(receipt, revisions.keep(account, Kept.row(armId, row)));
                    parked.remove(account, row);
                }
            }
        }
        return receipt;
    }

    @Override
    public void parked(Account account, Level level, Consumer<? super Observation> consumer) {
        List<Observation> rows;
        synchronized (lock) {
            rows = parked.rows(account, level);
        }
        rows.forEach(consumer);
    }
}
